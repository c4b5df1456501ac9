import { moneyText } from '@ringvirkning/terms-language';
import type { Language } from '../report/words.js';
import type { Recomputation } from './recompute.js';

const MOST = 50;

const WORDS = {
  da: {
    run: 'Betalingskørsel',
    until: 'til og med',
    facts: 'fakta',
    gross: 'Bruttoværdi',
    payable: 'Betales',
    same: 'Samme tal, samme digest.',
    differs: 'Ikke det samme',
    stated: 'i filen',
    computed: 'beregnet',
    more: 'flere',
  },
  en: {
    run: 'Payment run',
    until: 'up to and including',
    facts: 'facts',
    gross: 'Gross value',
    payable: 'Payable',
    same: 'Same figures, same digest.',
    differs: 'Not the same',
    stated: 'in the file',
    computed: 'computed',
    more: 'more',
  },
} as const;

/** The verdict in one language. */
export function recomputationText({ bundle, evaluation, differences }: Recomputation, language: Language): string {
  const words = WORDS[language];
  const money = (amount: bigint): string => moneyText(amount, evaluation.currency)[language];
  return [
    `${words.run} ${bundle.no} (${bundle.runId}), ${words.until} ${bundle.cutOff}, ${bundle.facts.length} ${words.facts}`,
    `${words.gross}: ${money(evaluation.gross)}; ${words.payable.toLowerCase()}: ${money(evaluation.payable)}`,
    `Digest ${evaluation.digest}`,
    differences.length === 0 ? words.same : `${words.differs} (${differences.length}):`,
    ...differences
      .slice(0, MOST)
      .map(({ path, stated, computed }) => `  ${path}: ${words.stated} ${stated}, ${words.computed} ${computed}`),
    ...(differences.length > MOST ? [`  … ${differences.length - MOST} ${words.more}`] : []),
    '',
  ].join('\n');
}
