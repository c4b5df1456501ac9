import { moneyText } from '@ringvirkning/terms-language';
import { differencesText } from '../report/differences.js';
import type { Language } from '../report/words.js';
import type { Recomputation } from './recompute.js';

const WORDS = {
  da: {
    run: 'Betalingskørsel',
    until: 'til og med',
    facts: 'fakta',
    gross: 'Bruttoværdi',
    payable: 'Betales',
    same: 'Samme tal, samme digest.',
  },
  en: {
    run: 'Payment run',
    until: 'up to and including',
    facts: 'facts',
    gross: 'Gross value',
    payable: 'Payable',
    same: 'Same figures, same digest.',
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
    ...differencesText(differences, words.same, language),
    '',
  ].join('\n');
}
