import { compare, parseRational, type Terms, ZERO } from '@ringvirkning/terms-language';
import { unless, type Check, type Problem } from './problem.js';
import { capitalMakesSense } from './sense-capital.js';
import { capsMakeSense, floorsMakeSense } from './sense-caps.js';
import { measuresMakeSense } from './sense-measures.js';
import { outcomesMakeSense } from './sense-outcomes.js';
import { payeesMakeSense, payersMakeSense } from './sense-payers.js';
import { pricesMakeSense } from './sense-prices.js';
import { sampleMakesSense } from './sense-sample.js';

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
  payersMakeSense,
  payeesMakeSense,
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
