import { clauseDifferences, moneyDifferences } from '@ringvirkning/contracts-domain';
import { exampleTerms } from '@ringvirkning/seed';
import { parseTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { median, timed, type Figure } from './statistics.js';

/** The Aarhus contract for 495 people. */
const ELEVEN = 11;
const RUNS = 20;

function termsOf(text: string): Terms {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw new Error(parsed.errors[0]!.en);
  return parsed.terms;
}

/** Two versions of a draft compared, by clause and by computed money. */
export async function drafts(): Promise<Figure[]> {
  const text = exampleTerms('aarhus-young-homeless').replace(
    /count: (\d+)/g,
    (_, count: string) => `count: ${Number(count) * ELEVEN}`,
  );
  const [before, after] = [termsOf(text), termsOf(text.replace('amount: 15000 }', 'amount: 16000 }'))];
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run++)
    samples.push(
      await timed(async () => {
        clauseDifferences(before, after);
        moneyDifferences(before, after);
      }),
    );
  return [
    {
      name: 'drafts: two versions of a contract for 495 people compared, by clause and by money (median)',
      value: median(samples),
      unit: 'ms',
      bar: 300,
      better: 'lower',
    },
  ];
}
