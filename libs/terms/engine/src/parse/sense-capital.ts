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
import { unless, type Check, type Problem } from './problem.js';
import type { Path } from './read.js';
import { partOfWholeFits } from './sense-bounds.js';
import { ascendingSteps } from './sense-prices.js';

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

const guaranteeFits = ({ covers = [], recycling, returnFloor, coupon }: Capital, path: Path): Problem[] => [
  ...unless(
    covers.length > 0,
    path,
    'guarantee-covers-nobody',
    'En garanti skal sige hvis tab den dækker (covers).',
    'A guarantee must say whose loss it covers (covers).',
  ),
  ...unless(
    recycling === undefined && returnFloor === undefined && coupon === undefined,
    path,
    'only-capital',
    'recycling, returnFloor og coupon hører ikke til en garanti.',
    'recycling, returnFloor and coupon do not belong to a guarantee.',
  ),
];

const capitalFits = (terms: Terms, { covers, share, coupon, yearlyReturn }: Capital, path: Path): Problem[] => [
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
];

function couponFits(terms: Terms, { outcome: code, rates }: NonNullable<Capital['coupon']>, path: Path): Problem[] {
  const outcome = terms.outcomes.find((each) => each.code === code);
  const oneValue = outcome !== undefined && !isIndividual(outcome) && outcome.per === 'contract';
  return [
    ...unless(
      oneValue,
      [...path, 'outcome'],
      'coupon-does-not-fit',
      'Renten følger én værdi for hele kontrakten: brug et resultat for en gruppe, med per: contract.',
      'The rate follows one value for the whole contract: use an outcome of a group, with per: contract.',
    ),
    ...ascendingSteps(rates, [...path, 'rates']),
    ...rates.flatMap(({ from }, i) => partOfWholeFits(terms, code, from, [...path, 'rates', i, 'from'])),
  ];
}
