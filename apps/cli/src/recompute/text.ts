import { moneyText } from '@ringvirkning/terms-language';
import { differencesText } from '../report/differences.js';
import type { Language } from '../report/words.js';
import type { ClaimCheck } from './claim.js';
import type { Recomputation } from './recompute.js';

const WORDS = {
  da: {
    run: 'Betalingskørsel',
    until: 'til og med',
    facts: 'fakta',
    gross: 'Bruttoværdi',
    payable: 'Betales',
    same: 'Samme tal, samme digest.',
    claim: (from: string, to: string, no: number) => `Betalingskrav fra ${from} til ${to}, kørsel ${no}`,
    claimed: 'Kravet er det, som kørslen giver.',
    told: (lines: number) =>
      `${lines} linjer tæller andres borgere med: de siger, hvad udenforstående må vide, og er ikke sammenlignet hver for sig.`,
  },
  en: {
    run: 'Payment run',
    until: 'up to and including',
    facts: 'facts',
    gross: 'Gross value',
    payable: 'Payable',
    same: 'Same figures, same digest.',
    claim: (from: string, to: string, no: number) => `Claim of ${from} on ${to}, run ${no}`,
    claimed: 'The claim is what the run comes to.',
    told: (lines: number) =>
      `${lines} lines count citizens of others too: they say what outsiders may know, and are not compared one by one.`,
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

/** The same of a partner's claim. */
export function claimText({ from, to, number, differences, told }: ClaimCheck, language: Language): string {
  const words = WORDS[language];
  return [
    words.claim(from, to, number),
    ...differencesText(differences, words.claimed, language),
    ...(told > 0 ? [words.told(told)] : []),
    '',
  ].join('\n');
}
