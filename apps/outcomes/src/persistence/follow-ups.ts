/**
 * SQL: follow-up steps of contracts `k`. Where the terms plan some follow-ups of an outcome, the others are not expected of anybody.
 */
export const expectedSteps = (ofContract: string): string => `
  SELECT s.* FROM contract_step s JOIN contract k USING (contract_id)
  WHERE s.follow_up <> ''
    AND (s.planned > 0 OR s.planned IS NULL AND NOT EXISTS (SELECT 1 FROM contract_step o WHERE o.contract_id = s.contract_id AND o.outcome = s.outcome AND o.planned > 0))
    AND ${ofContract}`;

/** SQL: whether a step `s` is meant for the person `p`. */
export const MEANT_FOR = `(s.groups = '{}' OR p.group_code = ANY (s.groups)) AND (s.cohorts = '{}' OR p.cohort = ANY (s.cohorts))`;

/** SQL: the day on which a follow-up `s` of the person `p` is due. */
export const DUE_ON = '(coalesce(p.started_on, p.referred_on) + s.due_after)::date';
