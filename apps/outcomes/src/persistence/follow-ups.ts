import { STANDING } from '@ringvirkning/outcomes-domain';

const standing = `(${STANDING.map((status) => `'${status}'`).join(', ')})`;

/**
 * SQL: follow-up steps of contracts `k`, with what a step requires of a person. Where the terms plan some follow-ups of an outcome, the others are not expected of
 * anybody. OFFSET 0: the terms are read once per step, not once per person.
 */
export const expectedSteps = (ofContract: string): string => `
  SELECT s.*, (k.terms->'period'->>'from')::date AS period_from, (k.terms->'period'->>'to')::date AS period_to,
    coalesce(jsonb_path_query_first(k.terms, '$.outcomes[*] ? (@.code == $outcome).requires', jsonb_build_object('outcome', s.outcome)), '[]') AS requires
  FROM contract_step s JOIN contract k USING (contract_id)
  WHERE s.follow_up <> ''
    AND (s.planned > 0 OR s.planned IS NULL AND NOT EXISTS (SELECT 1 FROM contract_step o WHERE o.contract_id = s.contract_id AND o.outcome = s.outcome AND o.planned > 0))
    AND ${ofContract}
  OFFSET 0`;

/** SQL: whether a step `s` is meant for the person `p`. */
export const MEANT_FOR = `(s.groups = '{}' OR p.group_code = ANY (s.groups)) AND (s.cohorts = '{}' OR p.cohort = ANY (s.cohorts))`;

/** SQL: the day on which a follow-up `s` of the person `p` is due. */
export const DUE_ON = '(coalesce(p.started_on, p.referred_on) + s.due_after)::date';

/** Whether the person has the fact that a condition `r` of the terms asks for. */
const FULFILLED = `EXISTS (SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = r->>'fact' AND c.status IN ${standing}
  AND (r->>'followUp' IS NULL OR c.follow_up = r->>'followUp') AND (r->>'atLeast' IS NULL OR c.quantity::numeric >= (r->>'atLeast')::numeric))`;

/**
 * SQL: whether a follow-up `s` of the person `p`, due on `d.due_on`, still has to be looked into: nobody has claimed it, nor closed it, the person has what it
 * requires, and had not dropped out before it was due.
 */
export const OPEN = `NOT EXISTS (SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = s.outcome AND c.follow_up = s.follow_up AND c.status IN ${standing})
  AND NOT EXISTS (SELECT 1 FROM follow_up_closing f WHERE f.participant_id = p.participant_id AND f.outcome = s.outcome AND f.follow_up = s.follow_up)
  AND (p.left_on IS NULL OR p.left_reason = 'completed' OR d.due_on <= p.left_on)
  AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(s.requires) r WHERE NOT ${FULFILLED})`;
