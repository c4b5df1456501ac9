import type { Difference } from './compare.js';
import type { Language } from './words.js';

const MOST = 50;

const WORDS = {
  da: { differs: 'Ikke det samme', stated: 'i filen', computed: 'beregnet', more: 'flere' },
  en: { differs: 'Not the same', stated: 'in the file', computed: 'computed', more: 'more' },
} as const;

/** The first of them, one a line, or what it means that there are none. */
export function differencesText(differences: readonly Difference[], same: string, language: Language): string[] {
  if (differences.length === 0) return [same];
  const words = WORDS[language];
  return [
    `${words.differs} (${differences.length}):`,
    ...differences
      .slice(0, MOST)
      .map(({ path, stated, computed }) => `  ${path}: ${words.stated} ${stated}, ${words.computed} ${computed}`),
    ...(differences.length > MOST ? [`  … ${differences.length - MOST} ${words.more}`] : []),
  ];
}
