import { json, several, type Api, type DemoUser } from './api.js';
import { refOf, type SyntheticClaim } from './claim-rows.js';
import { evidenceOf } from './evidence.js';

interface ImportReport {
  readonly refused: number;
  readonly failed: number;
  readonly errors: readonly unknown[];
}

/** Claims a whole file; rows that are known already are passed over. @throws Error when a row was not taken in: the synthetic data fit their contract. */
export async function importClaims(
  api: Api,
  user: DemoUser,
  contractId: string,
  key: string,
  csv: string,
): Promise<void> {
  const report = await api.post<ImportReport>(user, `/api/outcomes/contracts/${contractId}/imports?mode=claim`, key, {
    type: 'text/csv',
    text: csv,
  });
  if (report.refused + report.failed > 0)
    throw new Error(
      `${key}: ${report.refused} rows refused, ${report.failed} failed: ${JSON.stringify(report.errors).slice(0, 500)}`,
    );
}

/** Sends the evidence of these claims, so that whoever decides about them can read it. */
export const sendEvidence = (
  api: Api,
  user: DemoUser,
  contractId: string,
  claims: readonly SyntheticClaim[],
): Promise<unknown> =>
  several(claims, (claim) =>
    api.post(user, `/api/outcomes/contracts/${contractId}/evidence-files`, `${refOf(claim)}:evidence`, {
      type: 'application/octet-stream',
      text: evidenceOf(claim),
    }),
  );

/** Ids of a contract's claims by their external reference. */
export async function claimIds(api: Api, contractId: string): Promise<ReadonlyMap<string, string>> {
  const claims = await api.all<{ claimId: string; externalRef: string | null }>(
    'department-head',
    `/api/outcomes/contracts/${contractId}/claims`,
  );
  return new Map(
    claims.flatMap(({ claimId, externalRef }) => (externalRef === null ? [] : [[externalRef, claimId] as const])),
  );
}

export type Selection = { readonly all: true } | { readonly claimIds: readonly string[] };

const bulk =
  (step: 'attestations' | 'verifications') =>
  async (api: Api, user: DemoUser, contractId: string, key: string, selection: Selection): Promise<void> => {
    if ('claimIds' in selection && selection.claimIds.length === 0) return;
    await api.post(user, `/api/outcomes/contracts/${contractId}/${step}`, `${key}:${step}`, json(selection));
  };

export const attest = bulk('attestations');
export const verify = bulk('verifications');

/** Waits until the payments service has so many final outcomes of the contract. */
export const paymentsKnow = (api: Api, contractId: string, facts: number): Promise<unknown> =>
  api.until(
    `payments to have ${facts} outcomes`,
    () => api.get<{ facts: number | null }>('controller', `/api/payments/contracts/${contractId}/summary`),
    (summary) => (summary.facts ?? 0) >= facts,
  );

export const runsOf = async (api: Api, contractId: string): Promise<number> =>
  (await api.all('controller', `/api/payments/contracts/${contractId}/runs`)).length;

/** A run up to a day, taken as far as asked. The controller certifies, the department head authorises. */
export async function payUpTo(
  api: Api,
  contractId: string,
  key: string,
  cutOff: string,
  upTo: 'calculated' | 'certified' | 'authorised',
): Promise<void> {
  const { runId } = await api.post<{ runId: string }>(
    'controller',
    `/api/payments/contracts/${contractId}/runs`,
    `${key}:run`,
    json({ cutOff }),
  );
  if (upTo === 'calculated') return;
  const at = `/api/payments/runs/${runId}`;
  const { digest: shown } = await api.get<{ digest: string }>('controller', `${at}/difference`);
  await api.post('controller', `${at}/certification`, `${key}:certification`, json({ shown }));
  if (upTo === 'authorised') await api.post('department-head', `${at}/authorisation`, `${key}:authorisation`);
}
