import { fail, type LocalDate } from '@ringvirkning/kernel';
import type { Amends, Terms } from '@ringvirkning/terms-language';
import { frozenTerms } from '../parse/parse-terms.js';

/** A version of a contract, and the first day on which it holds; the first version holds from the beginning. */
export interface Version {
  readonly terms: Terms;
  readonly from: LocalDate | undefined;
  readonly amends: Amends | undefined;
}

/** More versions than this are a mistake, or an attack. */
export const MOST_VERSIONS = 50;

const known = new WeakMap<Terms, readonly Version[]>();

/**
 * The versions of a contract whose newest document is given, oldest first. Each holds what was signed before it.
 * @throws DomainError terms.frozen-invalid, terms.too-many-versions
 */
export function versionsOf(terms: Terms): readonly Version[] {
  if (terms.amends === undefined) return [{ terms, from: undefined, amends: undefined }];
  let versions = known.get(terms);
  if (!versions) known.set(terms, (versions = read(terms)));
  return versions;
}

function read(newest: Terms): readonly Version[] {
  const versions: Version[] = [];
  let terms: Terms | undefined = newest;
  while (terms) {
    if (versions.length === MOST_VERSIONS) throw tooMany();
    const { amends }: Terms = terms;
    // Not yet saved, it has nothing before it.
    const before: Terms | undefined = amends?.before && frozenTerms(amends.before);
    versions.unshift({ terms, from: before && amends?.from, amends });
    terms = before;
  }
  return versions;
}

/** The terms that hold on a day: what is achieved on it is judged and paid by them. */
export const termsOn = (terms: Terms, on: string): Terms =>
  versionsOf(terms).findLast(({ from }) => from === undefined || from <= on)!.terms;

/** The parties of all versions: who was one stays one, in the roles they had, for what came in their time. */
export const partiesOf = (terms: Terms): Terms['parties'] =>
  terms.amends === undefined ? terms.parties : versionsOf(terms).flatMap((version) => version.terms.parties);

/** The versions that hold on or before a day. */
export const versionsUntil = (terms: Terms, on: string): readonly Version[] =>
  versionsOf(terms).filter(({ from }) => from === undefined || from <= on);

const tooMany = () =>
  fail.rule(
    'terms.too-many-versions',
    `Kontrakten har flere end ${MOST_VERSIONS} versioner.`,
    `The contract has more than ${MOST_VERSIONS} versions.`,
    { params: { most: MOST_VERSIONS } },
  );
