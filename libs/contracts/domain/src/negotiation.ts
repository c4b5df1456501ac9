import { fail, type Instant } from '@ringvirkning/kernel';
import type { Contract } from './contract.js';
import * as errors from './errors.js';
import { isCopy } from './joint.js';
import { mustBeCurrent } from './draft.js';

/** Who said something of a draft. */
export interface Voice {
  readonly subject: string;
  readonly name: string;
  readonly organisation: string;
}

/** What somebody says of a version of a draft: words about a clause, or other terms that they would agree to. It is never changed. */
export interface Remark {
  readonly id: string;
  readonly version: number;
  readonly kind: 'comment' | 'proposal';
  /** The clause it is about (`outcomes[0].price`); absent: the whole. */
  readonly path?: string | undefined;
  readonly words: string;
  readonly by: Voice;
  readonly at: Instant;
}

/** What the authority answers to a proposal, once. */
export interface Answer {
  readonly remark: string;
  readonly outcome: 'accepted' | 'refused';
  readonly words?: string | undefined;
  /** The version that an accepted proposal became. */
  readonly version?: number | undefined;
  readonly by: Voice;
  readonly at: Instant;
}

/**
 * Said of the version that stands, while it is a draft and the authority leads it here.
 * @throws conflict `contracts.edited-meanwhile` when another version stands than was read; rule when nothing is negotiated any more.
 */
export function remark(contract: Contract, said: Remark): Remark {
  mustBeOpen(contract);
  mustBeCurrent(contract, said.version);
  return said;
}

/**
 * Accepts or refuses a proposal. What is accepted was proposed for the version that stands: terms that were changed meanwhile are never replaced unseen.
 * @throws rule `contracts.not-a-proposal`, `contracts.already-answered`; conflict `contracts.edited-meanwhile`
 */
export function answer(contract: Contract, to: Remark, given: readonly Answer[], said: Answer): Answer {
  mustBeOpen(contract);
  if (to.kind !== 'proposal') throw notAProposal();
  if (given.some(({ remark: id }) => id === to.id)) throw alreadyAnswered();
  if (said.outcome === 'refused') return said;
  mustBeCurrent(contract, to.version);
  return { ...said, version: contract.version + 1 };
}

function mustBeOpen(contract: Contract): void {
  if (isCopy(contract)) throw errors.ledElsewhere(contract.agreement.joint!.home);
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
}

const notAProposal = () =>
  fail.rule(
    'contracts.not-a-proposal',
    'Kun forslag kan godtages eller afvises; en kommentar besvares med en kommentar.',
    'Only proposals can be accepted or refused; a comment is answered by a comment.',
  );
const alreadyAnswered = () =>
  fail.rule('contracts.already-answered', 'Forslaget er allerede besvaret.', 'The proposal has been answered already.');
export const unknownRemark = () =>
  fail.notFound(
    'contracts.unknown-remark',
    'Bemærkningen findes ikke, eller du har ikke adgang til den.',
    'The remark does not exist, or you have no access to it.',
  );
