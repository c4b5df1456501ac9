import {
  add,
  compare,
  hasRole,
  ONE,
  parseRational,
  payeesOf,
  type Rational,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import { shown, unless, type Check, type Problem } from './problem.js';
import { capitalMakesSense } from './sense-capital.js';
import { capsMakeSense, floorsMakeSense } from './sense-caps.js';
import { measuresMakeSense } from './sense-measures.js';
import { outcomesMakeSense } from './sense-outcomes.js';
import { pricesMakeSense } from './sense-prices.js';
import { sampleMakesSense } from './sense-sample.js';

const sumOf = (shares: readonly string[]): Rational => shares.map(parseRational).reduce(add, ZERO);

const periods: Check = ({ period, cohorts }) => [
  ...unless(
    period.from <= period.to,
    ['period'],
    'period-backwards',
    'Perioden slutter før den begynder.',
    'The period ends before it begins.',
  ),
  ...cohorts.flatMap((cohort, i) =>
    unless(
      cohort.from <= cohort.to,
      ['cohorts', i],
      'period-backwards',
      'Årgangen slutter før den begynder.',
      'The cohort ends before it begins.',
    ),
  ),
];

const roles: Check = ({ claims, parties }) =>
  [
    ...claims.by.map((role, i) => [role, ['claims', 'by', i]] as const),
    [claims.attestBy, ['claims', 'attestBy']] as const,
    [claims.verifyBy, ['claims', 'verifyBy']] as const,
  ].flatMap(([role, path]) =>
    unless(
      parties.some((party) => party.roles.includes(role)),
      path,
      'role-without-party',
      `Ingen part har rollen «${role}».`,
      `No party has the role «${role}».`,
    ),
  );

const payers: Check = (terms) => {
  const { parts, split, otherwise } = terms.payers;
  const sum = sumOf(parts.flatMap((part) => part.share ?? []));
  return [
    ...parts.flatMap((part, i) => [
      ...unless(
        part.party === 'of-participant' || hasRole(terms, part.party, 'payer'),
        ['payers', 'parts', i, 'party'],
        'not-a-payer',
        `«${part.party}» har ikke rollen payer.`,
        `«${part.party}» does not have the role payer.`,
      ),
      ...unless(
        split === 'top-up' || part.share !== undefined,
        ['payers', 'parts', i],
        'share-missing',
        'Ved fast fordeling skal hver betaler have en andel (share).',
        'In a fixed split each payer needs a share.',
      ),
      ...unless(
        split === 'top-up' || part.perClaim === undefined,
        ['payers', 'parts', i, 'perClaim'],
        'only-top-up',
        'perClaim kan kun bruges ved split: top-up.',
        'perClaim can only be used with split: top-up.',
      ),
      ...unless(
        new Set(part.yearCaps.map((cap) => cap.year)).size === part.yearCaps.length,
        ['payers', 'parts', i, 'yearCaps'],
        'declared-twice',
        'Et år har to lofter.',
        'A year has two caps.',
      ),
    ]),
    ...unless(
      split === 'top-up' || parts.some((part) => part.share === undefined) || compare(sum, ONE) === 0,
      ['payers', 'parts'],
      'shares-do-not-add-up',
      `Betalernes andele skal tilsammen give 1; de giver ${shown(sum)}.`,
      `The payers' shares must add up to 1; they add up to ${shown(sum)}.`,
    ),
    ...unless(
      otherwise === undefined || hasRole(terms, otherwise, 'payer'),
      ['payers', 'otherwise'],
      'not-a-payer',
      `«${otherwise}» har ikke rollen payer.`,
      `«${otherwise}» does not have the role payer.`,
    ),
  ];
};

/** For every payer the payees that apply to it must share exactly the whole. */
const payees: Check = ({ payees: all, payers: { parts }, parties }) => {
  const paying = new Set(
    parts.flatMap((part) =>
      part.party === 'of-participant'
        ? parties.filter((party) => party.roles.includes('payer')).map((party) => party.id)
        : [part.party],
    ),
  );
  const sums = Map.groupBy(paying, (payer) => shown(sumOf(payeesOf(all, payer).map((payee) => payee.share))));
  return [...sums].flatMap(([sum, payers]) => {
    const who = payers.map((payer) => `«${payer}»`).join(', ');
    return unless(
      sum === '1',
      ['payees'],
      'shares-do-not-add-up',
      `Modtagernes andele af det som ${who} betaler skal tilsammen give 1; de giver ${sum}.`,
      `The payees' shares of what ${who} pays must add up to 1; they add up to ${sum}.`,
    );
  });
};

const followUps: Check = (terms) =>
  terms.followUps.flatMap((followUp, i) =>
    unless(
      (followUp.months === undefined) !== (followUp.weeks === undefined),
      ['followUps', i],
      'follow-up-time',
      'Angiv enten months eller weeks.',
      'Give either months or weeks.',
    ),
  );

const groups: Check = (terms) =>
  terms.groups.flatMap((group, i) =>
    unless(
      compare(parseRational(group.uplift), parseRational('-1')) >= 0,
      ['groups', i, 'uplift'],
      'uplift-below-minus-one',
      'Et fradrag kan højst være hele prisen (-1).',
      'A deduction can at most be the whole price (-1).',
    ),
  );

const indexation: Check = ({ indexation: index }) =>
  index === undefined
    ? []
    : [
        ...unless(
          index.index.some((entry) => entry.year === index.baseYear),
          ['indexation', 'baseYear'],
          'base-year-missing',
          'Basisåret mangler i indekset.',
          'The base year is missing from the index.',
        ),
        ...unless(
          new Set(index.index.map((entry) => entry.year)).size === index.index.length,
          ['indexation', 'index'],
          'declared-twice',
          'Et år står to gange i indekset.',
          'A year is in the index twice.',
        ),
        ...index.index.flatMap((entry, i) =>
          unless(
            compare(parseRational(entry.value), ZERO) > 0,
            ['indexation', 'index', i, 'value'],
            'index-not-positive',
            'Et indeks skal være større end 0.',
            'An index must be greater than 0.',
          ),
        ),
      ];

const CHECKS: readonly Check[] = [
  periods,
  followUps,
  groups,
  roles,
  payers,
  payees,
  indexation,
  capitalMakesSense,
  measuresMakeSense,
  outcomesMakeSense,
  pricesMakeSense,
  capsMakeSense,
  floorsMakeSense,
  sampleMakesSense,
];

/** Contradictions that no single field shows. Only asked when names and shape are right. */
export const checkSense = (terms: Terms): Problem[] => CHECKS.flatMap((check) => check(terms));
