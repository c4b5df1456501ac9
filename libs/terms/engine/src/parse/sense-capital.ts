import {
  add,
  type Capital,
  compare,
  hasRole,
  isIndividual,
  parseRational,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import { takesTheRest } from '../capital/layer.js';
import { unless, type Check, type Problem } from './problem.js';
import type { Path } from './read.js';
import { partOfWholeFits } from './sense-bounds.js';
import { ascendingSteps } from './sense-tables.js';

export const capitalMakesSense: Check = (terms) =>
  terms.capital.flatMap((part, i) => {
    const guarantee = part.kind === 'first-loss-guarantee';
    const role = guarantee ? 'guarantor' : 'investor';
    const path = ['capital', i];
    return [
      ...unless(
        hasRole(terms, part.party, role),
        [...path, 'party'],
        'role-without-party',
        `«${part.party}» har ikke rollen «${role}».`,
        `«${part.party}» does not have the role «${role}».`,
      ),
      ...(guarantee ? guaranteeFits(part, path) : capitalFits(terms, part, path)),
      ...unless(
        part.paidIn.length === 0 ||
          compare(
            part.paidIn.map((each) => parseRational(each.amount)).reduce(add, ZERO),
            parseRational(part.amount),
          ) === 0,
        [...path, 'paidIn'],
        'paid-in-does-not-add-up',
        'Indbetalingerne skal tilsammen give beløbet.',
        'The payments in must add up to the amount.',
      ),
      ...part.paidIn.flatMap(({ on }, row) =>
        unless(
          on <= terms.period.to,
          [...path, 'paidIn', row, 'on'],
          'paid-in-after-end',
          `Kapitalen gøres op på kontraktens sidste dag, ${terms.period.to}. Skriv en dag senest da.`,
          `Capital is settled on the contract's last day, ${terms.period.to}. Write a day no later than that.`,
        ),
      ),
      ...unless(
        part.recycling === undefined || part.paidIn.length > 1,
        [...path, 'recycling'],
        'nothing-to-reinvest-in',
        'Genanvendt kapital betaler senere indbetalinger: angiv mindst to i paidIn.',
        'Recycled capital pays later instalments: give at least two in paidIn.',
      ),
      ...unless(
        part.returnFloor === undefined ||
          part.returnCap === undefined ||
          compare(parseRational(part.returnFloor), parseRational(part.returnCap)) <= 0,
        [...path, 'returnFloor'],
        'floor-above-cap',
        'Det mindste afkast er større end det største.',
        'The least return is greater than the greatest.',
      ),
    ];
  });

const guaranteeFits = (
  { covers = [], recycling, returnFloor, coupon, irrCap, returnFirst, principalOn }: Capital,
  path: Path,
): Problem[] => [
  ...unless(
    covers.length > 0,
    path,
    'guarantee-covers-nobody',
    'En garanti skal sige hvis tab den dækker (covers).',
    'A guarantee must say whose loss it covers (covers).',
  ),
  ...unless(
    [recycling, returnFloor, coupon, irrCap, returnFirst, principalOn].every((word) => word === undefined),
    path,
    'only-capital',
    'recycling, returnFloor, coupon, irrCap, returnFirst og principalOn hører ikke til en garanti.',
    'recycling, returnFloor, coupon, irrCap, returnFirst and principalOn do not belong to a guarantee.',
  ),
];

const capitalFits = (terms: Terms, capital: Capital, path: Path): Problem[] => {
  const { covers, share, coupon, yearlyReturn } = capital;
  return [
    ...unless(
      covers === undefined && share === undefined,
      path,
      'only-guarantee',
      'covers og share hører kun til en garanti.',
      'covers and share belong only to a guarantee.',
    ),
    ...unless(
      coupon === undefined || yearlyReturn === undefined,
      path,
      'two-rates',
      'Angiv enten yearlyReturn eller coupon.',
      'Give either yearlyReturn or coupon.',
    ),
    ...(coupon ? couponFits(terms, coupon, [...path, 'coupon']) : []),
    ...returnFirstFits(capital, path),
    ...principalDayFits(terms, capital, path),
  ];
};

/** Who takes all that is left as return would never get principal back. */
const returnFirstFits = (capital: Capital, path: Path): Problem[] =>
  unless(
    (capital.returnFirst !== true && capital.principalOn === undefined) ||
      !takesTheRest(capital) ||
      capital.irrCap !== undefined,
    path,
    'return-without-measure',
    'Afkast før afdrag skal have et mål: angiv yearlyReturn, coupon eller irrCap.',
    'Return before principal needs a measure: give yearlyReturn, coupon or irrCap.',
  );

function principalDayFits({ period }: Terms, { principalOn, paidIn, recycling }: Capital, path: Path): Problem[] {
  if (principalOn === undefined) return [];
  const last = paidIn.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), period.from);
  return [
    ...unless(
      principalOn > last && principalOn <= period.to,
      [...path, 'principalOn'],
      'principal-day-outside',
      `Hovedstolen kan betales tilbage efter den sidste indbetaling (${last}) og senest på kontraktens sidste dag (${period.to}).`,
      `Principal can be repaid after the last payment in (${last}) and no later than the contract's last day (${period.to}).`,
    ),
    ...unless(
      recycling === undefined,
      [...path, 'recycling'],
      'nothing-to-reinvest-in',
      'Kapital, der betales tilbage på én dag, kan ikke genanvendes før: brug enten principalOn eller recycling.',
      'Capital that is repaid on one day cannot be used again before it: use either principalOn or recycling.',
    ),
  ];
}

function couponFits(terms: Terms, { outcome: code, rates }: NonNullable<Capital['coupon']>, path: Path): Problem[] {
  const outcome = terms.outcomes.find((each) => each.code === code);
  const oneValue = outcome !== undefined && !isIndividual(outcome) && outcome.per !== 'cohort';
  return [
    ...unless(
      oneValue,
      [...path, 'outcome'],
      'coupon-does-not-fit',
      'Renten følger én værdi ad gangen: brug et resultat for en gruppe, for hele kontrakten eller pr. år, halvår eller kvartal.',
      'The rate follows one value at a time: use an outcome of a group, of the whole contract or per year, half-year or quarter.',
    ),
    ...ascendingSteps(rates, [...path, 'rates']),
    ...rates.flatMap(({ from }, i) => partOfWholeFits(terms, code, from, [...path, 'rates', i, 'from'])),
  ];
}
