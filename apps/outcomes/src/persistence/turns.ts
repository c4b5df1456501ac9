/** SQL: claims `c` that wait for somebody: what is put before the statement, and the condition. */
export interface Waiting {
  readonly withContracts: string;
  readonly condition: string;
}

/** SQL: the rules of the versions of a contract `k`, and the days of which each rules what was achieved. */
const RULED_DAYS = `SELECT '-infinity'::date AS from_day, 'infinity'::date AS to_day, k.claims, k.parties WHERE k.amended IS NULL
    UNION ALL SELECT (a->>'from')::date, lead((a->>'from')::date, 1, 'infinity'::date) OVER (ORDER BY a->>'from'), a->'claims', a->'parties' FROM jsonb_array_elements(k.amended) a`;

/**
 * The contracts in which the organisation has the step are found once, and looked up as a value and not joined: so the claims keep the order of their index. Whose step it is
 * nowhere need not look through what waits for others.
 */
const waiting = (
  status: 'claimed' | 'attested',
  step: 'attestBy' | 'verifyBy',
  organisation: string,
  mine: string,
): Waiting => ({
  withContracts: `WITH turns AS MATERIALIZED (
    SELECT k.contract_id, k.verification ? 'sample' AS is_sampled, k.amended IS NOT NULL AS is_amended, v.from_day, v.to_day FROM contract k CROSS JOIN LATERAL (${RULED_DAYS}) v WHERE EXISTS (
      SELECT FROM jsonb_array_elements(v.parties) party WHERE party->>'organisation' = ${organisation} AND party->'roles' ? (v.claims->>'${step}')))`,
  condition: `c.status = '${status}' AND (c.contract_id IN (SELECT contract_id FROM turns)) = true AND EXISTS (SELECT FROM turns)
    AND ((c.contract_id IN (SELECT contract_id FROM turns WHERE is_amended)) = false
      OR EXISTS (SELECT FROM turns t WHERE t.contract_id = c.contract_id AND c.achieved_on >= t.from_day AND c.achieved_on < t.to_day)) AND ${mine}`,
});

/** What waits for attestation by the organisation, and is not the subject's own. */
export const waitsForAttestation = (organisation: string, subject: string): Waiting =>
  waiting('claimed', 'attestBy', organisation, `c.claimant <> ${subject}`);

/** What waits for verification by the organisation, and is neither the subject's own nor attested by them; where the contract agreed on a sample, what it drew. */
export const waitsForVerification = (organisation: string, subject: string): Waiting =>
  waiting(
    'attested',
    'verifyBy',
    organisation,
    `${subject} NOT IN (c.claimant, c.attester)
      AND (c.sample_place = 'selected' OR (c.contract_id IN (SELECT contract_id FROM turns WHERE NOT is_sampled)) = true)`,
  );
