import type { Compared, Holdings, Sum } from './holdings.js';

type Aside = Holdings['held'][number]['aside'];

/** Contract by contract. `told` may be more than one state of it that would be right. */
export function differences(held: readonly Sum[], told: readonly (readonly Sum[])[], aside: Aside = []): Compared {
  const [first = []] = told;
  const ids = new Set([...held, ...told.flat(), ...aside].map(({ contractId }) => contractId));
  const of = <T extends { readonly contractId: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
    new Map(rows.map((row) => [row.contractId, row]));
  const [holds, tells, lies] = [of(held), told.map(of), of(aside)];
  const differing = [...ids]
    .filter((id) => tells.every((one) => one.get(id)?.digest !== holds.get(id)?.digest))
    .map((contractId) => ({
      contractId,
      told: of(first).get(contractId)?.count ?? 0,
      held: holds.get(contractId)?.count ?? 0,
      aside: lies.get(contractId)?.count ?? 0,
    }));
  return { contracts: ids.size, differing: differing.sort((a, b) => (a.contractId < b.contractId ? -1 : 1)) };
}
