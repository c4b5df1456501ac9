import { cprIn } from './cpr.js';
import type { Fault } from './fault.js';

/** Why a text cannot be kept, anywhere in the house: a database cannot store it, or it holds a personal number. */
export const textFault = (text: string): Fault | undefined => unstorable(text) ?? (cprIn(text) ? HOLDS_CPR : undefined);

export function unstorable(text: string): Fault | undefined {
  if (text.includes('\0')) return NUL;
  return text.isWellFormed() ? undefined : HALF_CHARACTER;
}

const NUL: Fault = {
  code: 'holds-nul',
  da: 'Teksten indeholder tegnet NUL, som ikke kan gemmes. Fjern det.',
  en: 'The text holds the character NUL, which cannot be stored. Remove it.',
};
const HALF_CHARACTER: Fault = {
  code: 'holds-half-character',
  da: 'Teksten indeholder et halvt tegn, f.eks. en afkortet emoji. Skriv det igen.',
  en: 'The text holds half a character, e.g. of a shortened emoji. Write it again.',
};
const HOLDS_CPR: Fault = {
  code: 'holds-cpr',
  da: 'Feltet ser ud til at indeholde et CPR-nummer. Brug pseudonym eller egen nøgle.',
  en: 'The field seems to hold a CPR number. Use the pseudonym or a key of your own.',
};
