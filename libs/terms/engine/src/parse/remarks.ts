import type { Sentence } from '@ringvirkning/kernel';
import { plannedClaims } from '../caps/planned.js';
import { add, compare, ONE, parseRational, type PayerPart, type Terms, ZERO } from '@ringvirkning/terms-language';

/** Something that is allowed, but seldom meant. */
export interface Remark extends Sentence {
  readonly code: 'may-stay-unpaid' | 'never-pays' | 'people-invented' | 'quota-of-nothing';
}

export const remarksOn = (terms: Terms): Remark[] => [...payersRemarks(terms), ...quotaRemarks(terms)];

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

/** What a top-up split makes of its limits: nobody is asked after a payer without limits, and nobody is left after the last one. */
function payersRemarks({ payers: { split, parts }, parties }: Terms): Remark[] {
  if (split !== 'top-up') return [];
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
