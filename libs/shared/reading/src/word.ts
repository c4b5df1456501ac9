import type { Fault } from './fault.js';
import { folded } from './fold.js';

/** Something that the terms name: by its code, and as people call it. A follow-up without a name of its own is called by its months. */
export interface Named {
  readonly code: string;
  readonly name?: { readonly da: string; readonly en: string } | undefined;
  readonly months?: number | undefined;
}

/** What terms name that a file may speak of; terms are such words. */
export interface FactWords {
  readonly outcomes: readonly Named[];
  readonly measures: readonly Named[];
  readonly followUps: readonly Named[];
  readonly groups: readonly Named[];
  readonly cohorts: readonly Named[];
}

const CODE = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * The code of what is written as a code or as a Danish or English name, in any letter case. A code that is not known is given back as it stands (whoever knows the
 * terms says so); anything else that is not known, or that names two things, is a fault.
 */
export function readWord(written: string, known: readonly Named[]): string | Fault {
  if (known.some(({ code }) => code === written)) return written;
  const wanted = plain(written);
  const codes = new Set(known.filter((each) => wordsOf(each).some((word) => plain(word) === wanted)).map(codeOf));
  const [code] = codes;
  if (codes.size > 1) return several([...codes]);
  return code ?? (CODE.test(written) ? written : notKnown(known));
}

/** How people call it, Danish first; empty when it has no name. */
export const namesOf = ({ name, months }: Named): readonly [string, string] | readonly [] => {
  if (name) return [name.da, name.en];
  return months === undefined ? [] : [`${months} måneder`, `${months} months`];
};

const codeOf = ({ code }: Named): string => code;
const wordsOf = (named: Named): string[] => [
  named.code,
  ...namesOf(named),
  ...(named.months === undefined ? [] : [`${named.months} mdr.`, `${named.months} mdr`]),
];
const plain = (text: string): string => folded(text).replace(/\s+/g, ' ').trim().toLowerCase();

const several = (codes: readonly string[]): Fault => ({
  code: 'several-words',
  da: `Navnet passer på flere: skriv koden, ${codes.join(' eller ')}.`,
  en: `The name fits several: write the code, ${codes.join(' or ')}.`,
});

/** At most this many are listed in a sentence. */
const LISTED = 12;

function notKnown(known: readonly Named[]): Fault {
  const listed = known.slice(0, LISTED);
  const more = known.length > LISTED ? ' …' : '';
  const list = (language: 0 | 1): string =>
    listed
      .map((each) => (namesOf(each).length > 0 ? `${each.code} (${namesOf(each)[language]})` : each.code))
      .join(', ');
  return {
    code: 'not-a-code',
    da: known.length === 0 ? 'Kontrakten har ingen; lad feltet stå tomt.' : `Skriv en af: ${list(0)}${more}.`,
    en: known.length === 0 ? 'The contract has none; leave the cell empty.' : `Write one of: ${list(1)}${more}.`,
  };
}
