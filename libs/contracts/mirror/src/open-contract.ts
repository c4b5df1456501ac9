import { openTo } from '@ringvirkning/auth';
import type { LocalDate } from '@ringvirkning/kernel';
import { grantContractAccess, type Tx } from '@ringvirkning/persistence';

/** Who is party to a version of a contract, and the first day on which it holds; the first version holds from the beginning. */
export interface OpenVersion {
  readonly parties: Parameters<typeof openTo>[0];
  readonly from?: LocalDate | undefined;
}

/**
 * Opens a contract to the parties of all its versions, each from the day on which its version holds: a successor reads nothing of what goes before that day while it
 * goes before it. Needs an actor who sees all.
 */
export async function openContract(tx: Tx, contractId: string, versions: readonly OpenVersion[]): Promise<void> {
  for (const { parties, from } of versions) await grantContractAccess(tx, contractId, openTo(parties), from);
}
