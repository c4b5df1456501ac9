import type { Language } from '../format/money.js';
import { GLOSSARY, type Entry } from './glossary.js';

/** Where an entry stands on the page of all words. */
export const placeOf = ({ en: [headword] }: Entry): string => headword.toLowerCase().replace(/\W+/g, '-');

const byName = (language: Language): ReadonlyMap<string, Entry> =>
  new Map(GLOSSARY.flatMap((entry) => entry[language].map((name) => [name.toLowerCase(), entry] as const)));
const ENTRIES = { da: byName('da'), en: byName('en') };

/** What a label means that is nothing but a word of the field. */
export const entryOf = (label: string, language: Language): Entry | undefined =>
  ENTRIES[language].get(label.toLowerCase());
