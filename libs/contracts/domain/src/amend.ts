import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import * as amendErrors from './amend-errors.js';
import type { Agreement, Contract, ContractFact, Told } from './contract.js';
import * as draftErrors from './draft-errors.js';
import * as errors from './errors.js';
import { isCopy } from './joint.js';

type FactOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>;

/** Whether this contract stands for terms that are to take the place of those in force, and are not yet. */
export const isAmendment = ({ amended }: Contract): boolean => amended !== undefined;

/**
 * Only what is in force can be amended, where it is led.
 * @throws DomainError `contracts.not-in-force`, `contracts.led-elsewhere`
 */
export function mustBeAmendable(contract: Contract): void {
  if (isCopy(contract)) throw errors.ledElsewhere(contract.agreement.joint!.home);
  if (contract.status !== 'active') throw amendErrors.notInForce(contract.status);
}

/**
 * Other terms for a contract in force, from a day on. There is one such draft at a time: who writes on it says which version of it they began with.
 * @param open The draft that there is.
 * @param wanted `joining`: organisations that come with it and sign from an instance of their own; `hasLost`: of those who were to sign the draft from theirs, somebody has left; `next`: the number that the version gets; `isOfStanding`: the document was read as an amendment of what is in force; `from`: the version that the writer began with; `told`: what others were told comes next, before the database was restored.
 * @throws DomainError as {@link mustBeAmendable}; `contracts.amendment-open`, `contracts.edited-meanwhile`, `contracts.amendment-backdated`, `contracts.version-unchanged`, `contracts.other-than-told`, `contracts.joins-by-amendment`
 */
export function proposeAmendment(
  contract: Contract,
  open: Contract | undefined,
  wanted: {
    readonly agreement: Agreement;
    readonly next: number;
    readonly from: number;
    readonly told?: Told | undefined;
    readonly isOfStanding: boolean;
    readonly joining?: readonly string[] | undefined;
    readonly hasLost?: boolean | undefined;
  },
  by: string,
  at: Instant,
): FactOf<'amendment-proposed'> {
  const { agreement, from, told } = wanted;
  mustBeAmendable(contract);
  if (!wanted.isOfStanding) throw draftErrors.editedMeanwhile(from, contract.version);
  if (open && from === contract.version) throw amendErrors.amendmentOpen(open.version);
  const begunWith = open?.version ?? contract.version;
  if (from !== begunWith) throw draftErrors.editedMeanwhile(from, begunWith);
  if (open?.agreement.termsDigest === agreement.termsDigest && !wanted.hasLost) throw errors.versionUnchanged();
  if (wanted.joining?.length) throw amendErrors.joinsByAmendment(wanted.joining);
  mustBeAsTold(agreement, told);
  if (!told) mustLieAhead(agreement, at);
  const version = told?.version ?? wanted.next;
  return { type: 'amendment-proposed', version, amends: contract.version, by, at };
}

/** What others hold is in force there: it can only be that again. @throws rule `contracts.other-than-told` */
export function mustBeAsTold({ termsDigest }: Agreement, told: Told | undefined): void {
  if (told && told.termsDigest !== termsDigest) throw errors.otherThanTold(told.version);
}

/** What has been achieved up to today stays under the terms in force, whatever becomes of it. @throws rule `contracts.amendment-backdated` */
export function mustLieAhead({ holdsFrom }: Agreement, at: Instant): void {
  const today = dateInDenmark(at);
  if (holdsFrom !== undefined && holdsFrom <= today) throw amendErrors.backdated(holdsFrom, today);
}
