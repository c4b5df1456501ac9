import type { Candidate, Finding } from './finding.js';

type Content = Pick<Candidate, 'on' | 'quantity' | 'externalRef' | 'evidence'>;

/** What differs between a claim that stands and a row that claims the same achievement, each with both values; empty when the row is a mere repeat. */
export function differences(standing: Content, row: Content): { readonly da: string; readonly en: string }[] {
  const pairs = [
    ['datoen', 'the day', standing.on, row.on],
    ['antallet', 'the quantity', plain(standing.quantity), plain(row.quantity)],
    ['referencen', 'the reference', standing.externalRef ?? '–', row.externalRef ?? '–'],
    ['dokumentationen', 'the evidence', digestsOf(standing), digestsOf(row)],
  ] as const;
  return pairs
    .filter(([, , before, now]) => before !== now)
    .map(([da, en, before, now]) => ({ da: `${da} (${before} → ${now})`, en: `${en} (${before} → ${now})` }));
}

export const repeatDiffers = (differing: readonly { readonly da: string; readonly en: string }[]): Finding => ({
  check: 'no-repeat',
  severity: 'error',
  code: 'outcomes.repeat-differs',
  da: `Resultatet er allerede meldt, men her afviger ${list(differing.map(({ da }) => da))}. Det meldte står ved magt; få det tilbageført, hvis det er forkert.`,
  en: `The outcome is claimed already, but here ${list(differing.map(({ en }) => en))} differs. What was claimed stands; have it reversed if it is wrong.`,
});

export const referenceTaken = (reference: string): Finding => ({
  check: 'no-repeat',
  severity: 'error',
  code: 'outcomes.reference-taken',
  da: `Referencen ${reference} er brugt til et andet resultat. Brug en ny.`,
  en: `The reference ${reference} belongs to another claim. Use a new one.`,
});

const list = (words: readonly string[]): string => words.join(', ');

const plain = (quantity: string): string =>
  quantity
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

const digestsOf = ({ evidence }: Content): string =>
  evidence
    .map((each) => ('digest' in each ? String(each.digest).slice(0, 8) : each.source))
    .sort()
    .join(', ') || '–';
