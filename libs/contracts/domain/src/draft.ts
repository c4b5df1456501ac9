import type { Instant } from '@ringvirkning/kernel';
import { isAmendment } from './amend.js';
import type { Contract, ContractFact } from './contract.js';
import * as draftErrors from './draft-errors.js';
import * as errors from './errors.js';
import { isCopy } from './joint.js';

/**
 * Who writes on says which version they began with: what a colleague saved meanwhile is never replaced unseen.
 * @param from Absent: the writer takes responsibility for whatever stands.
 * @throws conflict `contracts.edited-meanwhile`
 */
export function mustBeCurrent({ version }: Contract, from: number | undefined): void {
  if (from !== undefined && from !== version) throw draftErrors.editedMeanwhile(from, version);
}

/**
 * A draft, of a contract or of an amendment, is given up, signed or not: its versions, signatures and appropriations stay, and nothing more can be done with it.
 * @throws conflict when the person read another version; rule when it is in force, has ended, or a partner leads it.
 */
export function discard(
  contract: Contract,
  { version, reason }: { readonly version: number; readonly reason: string },
  by: string,
  at: Instant,
): Extract<ContractFact, { type: 'discarded' | 'amendment-discarded' }> {
  if (isCopy(contract)) throw errors.ledElsewhere(contract.agreement.joint!.home);
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  mustBeCurrent(contract, version);
  return { type: isAmendment(contract) ? 'amendment-discarded' : 'discarded', version, reason, by, at };
}
