import type { Sentence } from '@ringvirkning/kernel';
import { add, compare, ONE, parseRational, type PayerPart, type Terms, ZERO } from '@ringvirkning/terms-language';

/** Something that is allowed, but seldom meant. */
export interface Remark extends Sentence {
  readonly code: 'may-stay-unpaid' | 'never-pays' | 'people-invented';
}

/** What a top-up split makes of its limits: nobody is asked after a payer without limits, and nobody is left after the last one. */
export function remarksOn({ payers: { split, parts }, parties }: Terms): Remark[] {
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
