import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cap, moneyText, outcome, price, termsSchema } from '@ringvirkning/terms-language';
import { parseTerms, readFacts, simulate } from '../src/index.js';
import { exampleText } from './examples.js';

const GUIDE = readFileSync(join(process.cwd(), 'docs/writing-terms.md'), 'utf8');
const TOUR = exampleText('language-tour');
/** Rows of the tables for looking up: what one writes, as code. */
const SNIPPETS = [...GUIDE.matchAll(/^\| `(\{.*?\})` \|/gm)].map(([, code]) => code!);
const { payers, payees, capital } = termsSchema.shape;
const name = { da: 'x', en: 'x' };
const accepted = (entry: Record<string, unknown>): boolean =>
  [cap, price, payers.shape.parts.element, payees.element, capital.unwrap().element].some(
    (schema) => schema.safeParse(entry).success,
  ) || outcome.safeParse({ code: 'x', name, ...entry }).success;
const kindsOf = (options: readonly { shape: object }[], key: string): string[] =>
  options.map((option) => (option.shape as Record<string, { value: string }>)[key]!.value);

describe('docs/writing-terms.md', () => {
  it.each(SNIPPETS)('%s is part of the language', (snippet) =>
    expect(accepted(parse(snippet) as Record<string, unknown>)).toBe(true),
  );
  it('an entry that is not, would not be accepted', () => expect(accepted({ kind: 'reached', price: 5 })).toBe(false));
  it.each(Object.keys(termsSchema.shape))(
    'tells of the member %s, or the tour that it leads to does in a remark',
    (member) => {
      const told = new RegExp(`\\b${member}:|\`${member}\`|\`${member}[:.]`).test(GUIDE);
      expect([told, new RegExp(`^${member}:.*#`, 'm').test(TOUR)]).toContain(true);
    },
  );
  it('shows every kind of outcome, price and cap', () => {
    const shown = SNIPPETS.map((snippet) => parse(snippet) as { kind?: string; step?: string }).map(
      ({ kind, step }) => kind ?? step,
    );
    expect(shown).toEqual(
      expect.arrayContaining([
        ...kindsOf(outcome.options, 'kind'),
        ...kindsOf(price.options, 'kind'),
        ...kindsOf(cap.options, 'step'),
      ]),
    );
  });
});

describe('the whole contract of docs/writing-terms.md', () => {
  const document = /```yml\n([\s\S]*?)```/.exec(GUIDE)![1]!;
  const parsed = parseTerms(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { terms } = parsed;
  const plain = (amount: bigint): string => moneyText(amount, terms.currency).en.replace('DKK ', '');
  it('gives the figures below it, when all that is planned is achieved', () => {
    const { years, gross, payable, excess } = simulate(terms, { success: [], seed: 1, runs: 0 }).forecast.course;
    const paidBy = (party: string, of: typeof years): bigint =>
      of
        .flatMap((each) => each.payers)
        .filter((each) => each.party === party)
        .reduce((sum, { amount }) => sum + amount, 0n);
    const row = (label: string, all: bigint, paid: bigint, of: typeof years): string =>
      `| ${[label, ...[all, all - paid, paid, paidBy('town', of), paidBy('region', of)].map(plain)].join(' | ')} |`;
    expect(GUIDE).toContain(
      [
        ...years.map((each) => row(String(each.year), each.gross, each.payable, [each])),
        row('all', gross, payable, years),
      ].join('\n'),
    );
    expect(excess.map(({ step, amount }) => [step, plain(amount)])).toEqual([
      ['person', '120,000'],
      ['contract', '50,000'],
    ]);
  });
  it.each([
    ['40 then 52', ['40', '52'], 1],
    ['40 then 49', ['40', '49'], 0],
    ['40, then 55, then 45: the latest counts', ['40', '55', '45'], 0],
    ['a later one missing', ['40'], 0],
  ])('pays an improvement from a first value, a later one and the claim: %s', (_what, values, claims) => {
    const measured = values.map((value, i) => `P1;wellbeing;2026-0${i + 1}-01;${value};year-1`);
    const read = readFacts(terms, {
      csv: ['participant;outcome;achieved_on;quantity;cohort', ...measured, 'P1;better;2026-06-01;;year-1'].join('\n'),
    });
    expect(
      read.ok && read.evaluation.outcomes.filter(({ outcome, gross }) => outcome === 'better' && gross > 0n),
    ).toHaveLength(claims);
  });
});

describe('tiers by the number of people', () => {
  it.each([
    [0, 0],
    [39, 780_000],
    [40, 800_000],
    [41, 826_000],
    [80, 1_840_000],
    [81, 1_866_000],
  ])('%p people give %p', (people, kroner) => {
    const price = SNIPPETS.find((snippet) => snippet.includes('kind: by-number'))!;
    const source = /```yml\n([\s\S]*?)```/.exec(GUIDE)![1]!;
    const tiers = `\n  - { code: tiers, name: { da: x, en: x }, kind: reached, price: ${price} }`;
    const parsed = parseTerms(
      source.replace(/^caps:[\s\S]*?^payers:/m, 'payers:').replace('\noutcomes:', `\noutcomes:${tiers}`),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const read = readFacts(parsed.terms, { csv: `outcome;period;count;cohort\ntiers;2026;${people};year-1\n` });
    expect(read.ok && read.evaluation.gross).toBe(BigInt(kroner) * 100n);
  });
});
