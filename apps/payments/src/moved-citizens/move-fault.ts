import type { MoveRefusal } from '@ringvirkning/partnership-api';
import type { Terms } from '@ringvirkning/terms-language';
import type { JointVersion } from '../persistence/joint-contract.store.js';
import type { MoveHeard } from '../persistence/move-heard.store.js';

/** What can be seen of a statement by the terms alone. */
export type MoveFault = Exclude<MoveRefusal, 'not-moved-here' | 'other-days'>;

/**
 * Why a statement is not to be trusted; null where nothing speaks against it. What is known of the contract here decides: also what became known after the
 * statement, so that nothing is wrong with one of an unknown contract.
 * @param versions All versions of the contract that were in force here.
 */
export function faultOfMove(
  { member, content }: Pick<MoveHeard, 'member' | 'content'>,
  versions: readonly Pick<JointVersion, 'home' | 'termsDigest' | 'terms'>[],
): MoveFault | null {
  if (versions.length === 0) return null;
  if (versions.some(({ home }) => home !== member)) return 'not-from-the-home';
  const version = versions.find(({ termsDigest }) => termsDigest === content.termsDigest);
  if (!version) return 'other-terms';
  return isInTerms(content, version.terms) ? null : 'not-in-the-terms';
}

function isInTerms({ pays }: MoveHeard['content'], { currency, cohorts = [], outcomes, followUps = [] }: Terms) {
  if (!pays) return true;
  const has = (all: readonly { readonly code: string }[], code: string | null): boolean =>
    code === null || all.some((each) => each.code === code);
  return (
    pays.currency === currency &&
    has(cohorts, pays.cohort) &&
    pays.prices.every(({ outcome, followUp }) => has(outcomes, outcome) && has(followUps, followUp))
  );
}
