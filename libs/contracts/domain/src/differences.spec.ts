import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { clauseDifferences } from './clause-differences.js';
import { moneyDifferences } from './money-differences.js';

const AARHUS = readFileSync(join(process.cwd(), 'libs/terms/language/examples/aarhus-young-homeless.yaml'), 'utf8');
const termsOf = (text: string): Terms => {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw new Error(parsed.errors[0]!.en);
  return parsed.terms;
};
const terms = termsOf(AARHUS);
/** Aarhus with one sentence of it replaced. */
const changed = (from: string, to: string): Terms => {
  expect(AARHUS).toContain(from);
  return termsOf(AARHUS.replace(from, to));
};

describe('clauses that differ', () => {
  it('are none between a document and itself', () => expect(clauseDifferences(terms, terms)).toEqual([]));

  it('are told in words, by the name of the clause, with what was and what is', () =>
    expect(
      clauseDifferences(
        terms,
        changed('price: { kind: per-claim, amount: 15000 }', 'price: { kind: per-claim, amount: 18000 }'),
      ),
    ).toEqual([
      {
        path: 'outcomes[0].price.amount',
        change: 'changed',
        before: { da: '15.000', en: '15,000' },
        after: { da: '18.000', en: '18,000' },
        da: 'Resultat «Indflyttet i egen bolig» › Pris › Beløb: ændret fra 15.000 til 18.000.',
        en: 'Outcome «Moved into own home» › Price › Amount: changed from 15,000 to 18,000.',
      },
    ]));

  it('know an entry again that stands elsewhere, and say what came and went', () => {
    const cap = /^ {2}- \{ step: contract.*\n/m.exec(AARHUS)![0];
    expect(clauseDifferences(terms, changed(cap, ''))).toMatchObject([{ path: 'caps[3]', change: 'removed' }]);
    expect(clauseDifferences(changed(cap, ''), terms)).toMatchObject([{ path: 'caps[3]', change: 'added' }]);
  });

  it('are also the order in which payers are asked', () => {
    const turned = changed(
      '    - { party: aarhus, share: 2/3 }\n    - { party: dsi, share: 1/3 }\n',
      '    - { party: dsi, share: 1/3 }\n    - { party: aarhus, share: 2/3 }\n',
    );
    expect(clauseDifferences(terms, turned)).toMatchObject([{ path: 'payers.parts', change: 'reordered' }]);
  });

  it('are found wherever a value is another, and name a place that is there', () => {
    const places = leaves(terms);
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const other = structuredClone(terms);
        put(other, place);
        const differences = clauseDifferences(terms, other);
        expect(differences.length).toBeGreaterThan(0);
        for (const { path } of differences) expect(path.split(/[.[]/)[0]).toBe(String(place[0]));
      }),
    );
  });
});

type Path = readonly (string | number)[];
const leaves = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, Array.isArray(value) ? Number(key) : key]))
    : [path];
function put(value: unknown, [step, ...rest]: Path): void {
  const holder = value as Record<string | number, unknown>;
  if (rest.length > 0) put(holder[step!], rest);
  else holder[step!] = typeof holder[step!] === 'boolean' ? !holder[step!] : `${String(holder[step!])}1`;
}

describe('money that differs', () => {
  const dearer = changed('price: { kind: per-claim, amount: 15000 }', 'price: { kind: per-claim, amount: 18000 }');
  const figures = moneyDifferences(terms, dearer);
  const of = (measure: string, party: string) =>
    figures.filter((each) => each.measure === measure && each.party === party);
  const sum = (
    all: readonly { readonly before: string | null; readonly after: string | null }[],
    side: 'before' | 'after',
  ) => all.reduce((total, each) => total + BigInt(each[side] ?? '0'), 0n);

  it('adds up over the years to what a payer pays in all, on both sides', () => {
    for (const party of ['aarhus', 'dsi'])
      for (const side of ['before', 'after'] as const)
        expect(String(sum(of('payment', party), side))).toBe(of('highest', party)[0]![side]);
  });

  it('is 45 × 3,000 kr more when a move costs 3,000 kr more, two thirds of it the municipality’s, where no cap cuts it', () => {
    const free = (text: string) => termsOf(text.replace(/^caps:\n(?: {2}- .*\n)+/m, ''));
    const [old, fresh] = [free(AARHUS), free(AARHUS.replace('per-claim, amount: 15000', 'per-claim, amount: 18000'))];
    const own = moneyDifferences(old, fresh).find(({ measure, party }) => measure === 'highest' && party === 'aarhus')!;
    expect(BigInt(own.after!) - BigInt(own.before!)).toBe(9_000_000n);
  });

  it('tells what an investor gets, and a party that is there on one side only', () => {
    expect(of('multiple', 'dsi')).toHaveLength(1);
    const alone = changed(
      '    - { party: aarhus, share: 2/3 }\n    - { party: dsi, share: 1/3 }\n',
      '    - { party: aarhus, share: 1 }\n',
    );
    const gone = moneyDifferences(terms, alone).filter(
      ({ measure, party }) => measure === 'payment' && party === 'dsi',
    );
    expect(gone.every(({ before, after }) => before !== null && after === null)).toBe(true);
    expect(gone.length).toBeGreaterThan(0);
  });
});
