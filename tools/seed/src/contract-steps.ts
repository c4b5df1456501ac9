import type { Api, DemoUser } from './api.js';
import { json } from './api.js';

export interface SignOff {
  readonly by: DemoUser;
  readonly role: string;
  readonly party: string;
}

export interface Appropriation {
  readonly payer: string;
  readonly budgetYear: number;
  /** Minor units. */
  readonly amount: string;
}

export interface ContractPlan {
  readonly ref: string;
  readonly terms: string;
  readonly signOffs: readonly SignOff[];
  readonly appropriations: readonly Appropriation[];
}

/** The same for every budget year of a contract: whichever of them it comes into force in, it is covered. */
export const yearly = (
  payers: readonly string[],
  [first, last]: readonly [first: number, last: number],
  amount: string,
): Appropriation[] =>
  payers.flatMap((payer) =>
    Array.from({ length: last - first + 1 }, (_, i) => ({ payer, budgetYear: first + i, amount })),
  );

/** The contract's id; creates it from its terms when there is none of this ref. */
export async function createContract(api: Api, { ref, terms }: Pick<ContractPlan, 'ref' | 'terms'>): Promise<string> {
  const known = (await api.all<{ id: string; ref: string }>('department-head', '/api/contracts')).find(
    (contract) => contract.ref === ref,
  );
  if (known) return known.id;
  return (
    await api.post<{ id: string }>('department-head', '/api/contracts', `${ref}:create`, {
      type: 'application/yaml',
      text: terms,
    })
  ).id;
}

/** Reads what is signed on, and signs it. */
export async function signOff(
  api: Api,
  { by, path, key }: { readonly by: DemoUser; readonly path: string; readonly key: string },
  body: { readonly version: number; readonly role: string; readonly party: string },
): Promise<void> {
  const { digest: summary } = await api.get<{ digest: string }>(by, `${path}/signing`);
  await api.post(by, `${path}/sign-offs`, key, json({ ...body, summary }));
}

/** From terms to a contract in force that the other services know. */
export async function activateContract(api: Api, plan: ContractPlan): Promise<string> {
  const id = await createContract(api, plan);
  const path = `/api/contracts/${id}`;
  const { status, version } = await api.get<{ status: string; version: number }>('department-head', path);
  if (status === 'draft') {
    for (const { payer, budgetYear, amount } of plan.appropriations)
      await api.post(
        'controller',
        `${path}/appropriations`,
        `${plan.ref}:appropriation:${payer}:${budgetYear}`,
        json({ payer, budgetYear, amount }),
      );
    for (const { by, role, party } of plan.signOffs)
      await signOff(api, { by, path, key: `${plan.ref}:sign-off:${role}:${party}` }, { version, role, party });
    await api.post('department-head', `${path}/activation`, `${plan.ref}:activation`);
  }
  const known = (service: string, what: string) =>
    api.until(
      `${service} to know ${plan.ref}`,
      () => api.get('controller', `/api/${service}/contracts/${id}/${what}`),
      () => true,
    );
  await Promise.all([known('outcomes', 'progress'), known('payments', 'summary'), known('benefits', 'valuation')]);
  return id;
}
