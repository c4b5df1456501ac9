import { minorUnits, multiplyRounded, type Sentence } from '@ringvirkning/kernel';
import { MILLION, millionths } from '../../decimal.js';
import type { Agreement, StepOf } from '../agreement-schema.js';
import type { Books } from '../figures.js';
import { moneyWords, percentWords } from '../words.js';
import { notNegative } from './step.js';

/** A permanent change of frames, as a proposal for the council; minor units a year. */
export interface FrameChange {
  readonly step: string;
  readonly board: string;
  /** Whose frame rises; null: the council's own. */
  readonly to: string | null;
  readonly from: number;
  readonly yearly: bigint;
  readonly why: Sentence;
}

/** Kind 5: null until the years that it is reckoned from are over. */
export function frameChange(
  { currency }: Agreement,
  step: StepOf<'frame'>,
  books: Books,
  through: number,
): FrameChange | null {
  const change = { step: step.id, board: step.board, to: step.to ?? null, from: step.from };
  if ('amount' in step.by) {
    const yearly = minorUnits(step.by.amount, currency);
    return through + 1 < step.from ? null : { ...change, yearly, why: { da: 'Aftalt beløb.', en: 'As agreed.' } };
  }
  const { share, averageOf } = step.by;
  if (through < averageOf.to) return null;
  const years = BigInt(averageOf.to - averageOf.from + 1);
  const gained = notNegative(books.gained(step.board, averageOf));
  const [percent, money] = [percentWords(share), moneyWords(gained, currency)];
  const when = `${averageOf.from}–${averageOf.to}`;
  return {
    ...change,
    yearly: multiplyRounded(gained, millionths(share), MILLION * years),
    why: {
      da: `${percent.da} af den gennemsnitlige realiserede gevinst pr. år i ${when}, i alt ${money.da}`,
      en: `${percent.en} of the average yearly gain realised in ${when}, ${money.en} in all.`,
    },
  };
}
