import {
  add,
  compare,
  hasRole,
  namedFor,
  ONE,
  outcomesByEntries,
  parseRational,
  payeesOf,
  type PayerPart,
  type Rational,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import { problem, shown, unless, type Check, type Problem } from './problem.js';

const sumOf = (shares: readonly string[]): Rational => shares.map(parseRational).reduce(add, ZERO);

export const payersMakeSense: Check = (terms) => {
  const { parts, otherwise } = terms.payers;
  return [
    ...parts.flatMap((part, i) => partFits(terms, part, i)),
    ...splitFits(terms),
    ...floorsHaveOne(terms),
    ...unless(
      otherwise === undefined || hasRole(terms, otherwise, 'payer'),
      ['payers', 'otherwise'],
      'not-a-payer',
      `«${otherwise}» har ikke rollen payer.`,
      `«${otherwise}» does not have the role payer.`,
    ),
  ];
};

const partFits = (terms: Terms, part: PayerPart, i: number): Problem[] => {
  const isTopUp = terms.payers.split === 'top-up';
  const path = ['payers', 'parts', i];
  return [
    ...unless(
      part.party === 'of-participant' || hasRole(terms, part.party, 'payer'),
      [...path, 'party'],
      'not-a-payer',
      `«${part.party}» har ikke rollen payer.`,
      `«${part.party}» does not have the role payer.`,
    ),
    ...unless(
      isTopUp || part.share !== undefined,
      path,
      'share-missing',
      'Ved fast fordeling skal hver betaler have en andel (share).',
      'In a fixed split each payer needs a share.',
    ),
    ...unless(
      isTopUp || part.perClaim === undefined,
      [...path, 'perClaim'],
      'only-top-up',
      'perClaim kan kun bruges ved split: top-up.',
      'perClaim can only be used with split: top-up.',
    ),
    ...unless(
      new Set(part.yearCaps.map((cap) => cap.year)).size === part.yearCaps.length,
      [...path, 'yearCaps'],
      'declared-twice',
      'Et år har to lofter.',
      'A year has two caps.',
    ),
  ];
};

/** Every priced outcome is paid by somebody; in a fixed split by shares of exactly the whole. */
function splitFits({ payers: { parts, split }, outcomes }: Terms): Problem[] {
  const priced = outcomes.filter(({ price }) => price !== undefined);
  const mixed = parts.some((part) => part.outcomes !== undefined);
  // Without outcomes of their own the payers' shares must add up whatever is priced.
  return outcomesByEntries(parts, mixed ? priced : outcomes).flatMap(({ entries, outcomes: of }) => {
    const path = ['payers', 'parts'];
    const named = { da: mixed ? ` af ${quoted(of, 'og')}` : '', en: mixed ? ` of ${quoted(of, 'and')}` : '' };
    if (entries.length === 0)
      return problem(
        path,
        'nobody-pays',
        `Ingen betaler for ${quoted(of, 'og')}: nævn dem ved en betaler, eller lad en betaler være uden outcomes.`,
        `Nobody pays for ${quoted(of, 'and')}: name them at a payer, or let one payer be without outcomes.`,
      );
    const sum = sumOf(entries.flatMap((part) => part.share ?? []));
    return unless(
      split === 'top-up' || entries.some((part) => part.share === undefined) || compare(sum, ONE) === 0,
      path,
      'shares-do-not-add-up',
      `Betalernes andele${named.da} skal tilsammen give 1; de giver ${shown(sum)}.`,
      `The payers' shares${named.en} must add up to 1; they add up to ${shown(sum)}.`,
    );
  });
}

/** What a floor adds is due for all its outcomes: nobody could say who pays which part, or is paid it. */
const floorsHaveOne = ({ floors, payers, payees }: Terms): Problem[] =>
  floors.flatMap(({ outcomes }, i) => {
    const kinds = (entries: readonly { readonly outcomes?: readonly string[] | undefined }[]): number =>
      new Set(outcomes.map((code) => JSON.stringify(namedFor(entries, code).map((each) => entries.indexOf(each)))))
        .size;
    return unless(
      kinds(payers.parts) === 1 && kinds(payees) === 1,
      ['floors', i, 'outcomes'],
      'floor-of-several-payers',
      'Resultaterne i en garanti skal have de samme betalere og modtagere: skriv en garanti for hver.',
      'The outcomes of a guarantee must have the same payers and payees: write a guarantee for each.',
    );
  });

/** For every payer and outcome the payees that apply to it must share exactly the whole. */
export const payeesMakeSense: Check = ({ payees, payers: { parts }, parties, outcomes }) => {
  const mixed = [...payees, ...parts].some((entry) => entry.outcomes !== undefined);
  const priced = outcomes.filter(({ price }) => price !== undefined);
  const sums = (mixed ? priced : outcomes.slice(0, 1)).flatMap(({ code }) =>
    payingFor(code, parts, parties).map((payer) => ({
      payer,
      code,
      sum: shown(sumOf(payeesOf(payees, payer, code).map(({ share }) => share))),
    })),
  );
  return [...Map.groupBy(sums, ({ sum }) => sum)].flatMap(([sum, of]) => {
    const who = quoted(new Set(of.map(({ payer }) => payer)), ',');
    const what = quoted(new Set(of.map(({ code }) => code)), ',');
    return unless(
      sum === '1',
      ['payees'],
      'shares-do-not-add-up',
      `Modtagernes andele af det som ${who} betaler${mixed ? ` for ${what}` : ''} skal tilsammen give 1; de giver ${sum}.`,
      `The payees' shares of what ${who} pays${mixed ? ` for ${what}` : ''} must add up to 1; they add up to ${sum}.`,
    );
  });
};

const payingFor = (code: string, parts: readonly PayerPart[], parties: Terms['parties']): string[] => [
  ...new Set(
    namedFor(parts, code).flatMap(({ party }) =>
      party === 'of-participant' ? parties.filter(({ roles }) => roles.includes('payer')).map(({ id }) => id) : [party],
    ),
  ),
];

/** «a», «b» og «c» */
function quoted(names: Iterable<string>, last: 'og' | 'and' | ','): string {
  const all = [...names].map((name) => `«${name}»`);
  if (last === ',' || all.length === 1) return all.join(', ');
  return `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}
