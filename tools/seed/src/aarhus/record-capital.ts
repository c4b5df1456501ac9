import { json, type Api } from '../api.js';

interface Capital {
  readonly positions: readonly { readonly capital: string; readonly kind: string; readonly committed: string }[];
  /** Authorised runs that paid something which is not passed on to the providers yet. */
  readonly runs: readonly { readonly runId: string; readonly no: number; readonly amount: string }[];
}

/** What the providers paid in when the contract began, and what runs have since paid back to them. */
export async function recordCapital(
  api: Api,
  contractId: string,
  key: string,
  began: string,
  paidOn: readonly string[],
): Promise<void> {
  const path = `/api/payments/contracts/${contractId}/capital`;
  const record = (reference: string, what: object): Promise<unknown> =>
    api.post('controller', path, `${key}:capital:${reference}`, json({ ...what, reference }));
  const { positions } = await api.get<Capital>('controller', path);
  for (const { capital, kind, committed } of positions)
    if (kind === 'grant') await record(`indskud-${capital}`, { type: 'drawn', capital, amount: committed, on: began });
  const { runs } = await api.get<Capital>('controller', path);
  for (const { runId, no, amount } of runs)
    await record(`betalt-tilbage-${no}`, { type: 'received', runId, amount, on: paidOn[no - 1] });
}
