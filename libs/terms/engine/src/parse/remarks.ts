import type { Sentence } from '@ringvirkning/kernel';
import { plannedClaims } from '../caps/planned.js';
import {
  add,
  compare,
  divide,
  multiply,
  ONE,
  outcomesByEntries,
  parseRational,
  type PayerPart,
  rational,
  type Terms,
  toDecimal,
  ZERO,
} from '@ringvirkning/terms-language';

/** Something that is allowed, but seldom meant. */
export interface Remark extends Sentence {
  readonly code:
    'may-stay-unpaid' | 'per-cent-as-share' | 'never-pays' | 'people-invented' | 'quota-of-nothing' | 'rows-repeated';
}

export const remarksOn = (terms: Terms): Remark[] => [
  ...payersRemarks(terms),
  ...quotaRemarks(terms),
  ...quotasOfLess(terms),
  ...perCentRemarks(terms),
];

/** A yearly rate of 5 is 500 %, and an uplift of 40 pays 41 times the price: both were probably meant in per cent. */
const perCentRemarks = ({ groups, capital }: Terms): Remark[] => [
  ...groups.flatMap(({ uplift }, i) => perCent(`groups[${i}].uplift`, uplift, '3')),
  ...capital.flatMap(({ yearlyReturn, coupon }, i) => [
    ...perCent(`capital[${i}].yearlyReturn`, yearlyReturn, '1'),
    ...(coupon?.rates ?? []).flatMap(({ rate }, j) => perCent(`capital[${i}].coupon.rates[${j}].rate`, rate, '1')),
  ]),
];

function perCent(path: string, written: string | undefined, from: string): Remark[] {
  if (written === undefined || compare(parseRational(written), parseRational(from)) < 0) return [];
  const hundredfold = multiply(parseRational(written), rational(100n));
  const [meant, said] = [toDecimal(divide(parseRational(written), rational(100n)), 9), toDecimal(hundredfold, 9)];
  return [
    {
      code: 'per-cent-as-share',
      da: `${path} er ${written}, altså ${said} %. Var ${written} % ment, så skriv ${meant}.`,
      en: `${path} is ${written}, that is ${said} %. If ${written} % was meant, write ${meant}.`,
    },
  ];
}

/** A share of the planned results, of which none are planned, pays nothing. */
const quotaRemarks = (terms: Terms): Remark[] =>
  terms.caps.flatMap((cap, index): Remark[] =>
    cap.step === 'quantity' && cap.of === 'planned' && cap.share !== undefined && plannedClaims(terms, cap) === 0n
      ? [
          {
            code: 'quota-of-nothing',
            da: `Loftet caps[${index}] er en andel af de planlagte resultater, men der er ingen planlagt: det, som loftet gælder, betales ikke. Skriv planned ved resultaterne.`,
            en: `The cap caps[${index}] is a share of the planned results, but none are planned: what the cap counts is not paid. Write planned at the outcomes.`,
          },
        ]
      : [],
  );

/** Quotas of every group that add up to less than the whole, which is theirs alone, leave nothing: each would have to be a smaller share of what is left. */
function quotasOfLess({ caps, groups }: Terms): Remark[] {
  const quotas = caps.flatMap((cap, index) =>
    cap.step === 'quantity' && cap.of === 'paid' && cap.share !== undefined && !cap.cohorts && cap.groups
      ? { index, share: parseRational(cap.share), groups: cap.groups, whole: JSON.stringify(cap.outcomes) }
      : [],
  );
  return [...Map.groupBy(quotas, ({ whole }) => whole).values()].flatMap((together): Remark[] => {
    const named = new Set(together.flatMap((quota) => quota.groups));
    const sum = together.map(({ share }) => share).reduce(add, ZERO);
    const forAll = together.length > 1 && groups.every(({ code }) => named.has(code));
    if (!forAll || compare(sum, ONE) >= 0) return [];
    const which = together.map(({ index }) => `caps[${index}]`).join(', ');
    return [
      {
        code: 'quota-of-nothing',
        da: `Kvoterne ${which} gælder alle målgrupper og er tilsammen mindre end det hele: uden resultater for borgere uden målgruppe betales intet. Lad dem give mindst 1 tilsammen.`,
        en: `The quotas ${which} are for all groups and add up to less than the whole: without results of people in no group, nothing is paid. Let them add up to at least 1.`,
      },
    ];
  });
}

/** What a top-up split makes of its limits, for each of the outcomes that have the same payers; said once. */
function payersRemarks({ payers: { split, parts }, parties, outcomes }: Terms): Remark[] {
  if (split !== 'top-up') return [];
  const priced = outcomes.filter(({ price }) => price !== undefined);
  const remarks = outcomesByEntries(parts, priced).flatMap(({ entries }) => topUpRemarks(entries, parties));
  return [...new Map(remarks.map((remark) => [remark.da, remark])).values()];
}

/** Nobody is asked after a payer without limits, and nobody is left after the last one. */
function topUpRemarks(parts: readonly PayerPart[], parties: Terms['parties']): Remark[] {
  const nameOf = ({ party: id }: PayerPart): Sentence => {
    const name = parties.find((party) => party.id === id)?.name;
    return name === undefined
      ? { da: 'borgerens kommune', en: "the participant's municipality" }
      : { da: name, en: name };
  };
  const unlimited = parts.findIndex((part) => !limited(part));
  if (unlimited >= 0) {
    const before = nameOf(parts[unlimited]!);
    return parts.slice(unlimited + 1).map((part) => ({
      code: 'never-pays',
      da: `Kommer aldrig til at betale: ${nameOf(part).da}. Før står ${before.da} og betaler alt, uden grænse.`,
      en: `Will never pay: ${nameOf(part).en}. Before comes ${before.en} and pays everything, without limit.`,
    }));
  }
  const sureShare = parts
    .flatMap((part) =>
      part.share === undefined || limited({ ...part, share: undefined }) ? [] : parseRational(part.share),
    )
    .reduce(add, ZERO);
  if (compare(sureShare, ONE) >= 0) return [];
  const last = nameOf(parts.at(-1)!);
  return [
    {
      code: 'may-stay-unpaid',
      da: `Noget kan forblive ubetalt: den sidste betaler har også en grænse (${last.da}).`,
      en: `Something may stay unpaid: the last payer has a limit too (${last.en}).`,
    },
  ];
}

const limited = ({
  share,
  cap,
  perClaim,
  yearCaps,
}: Omit<PayerPart, 'share'> & { share?: string | undefined }): boolean =>
  (share !== undefined && share !== '1') || cap !== undefined || perClaim !== undefined || yearCaps.length > 0;
