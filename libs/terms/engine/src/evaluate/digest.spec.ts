import { describe, expect, it } from '@jest/globals';
import type { Evaluation } from '@ringvirkning/terms-language';
import { contract, fact } from '../../test/build.js';
import { evaluate } from '../index.js';
import { evaluationDigest } from './digest.js';

const terms = contract({
  followUps: [
    { code: 'm3', months: 3 },
    { code: 'm6', months: 6 },
  ],
  outcomes: [{ code: 'job', kind: 'reached', followUps: ['m3', 'm6'], price: { kind: 'per-claim', amount: 100 } }],
  caps: [{ step: 'contract', max: 150 }],
});
const facts = [
  fact('job', '2025-01-01', { followUp: 'm3' }),
  fact('job', '2025-02-01', { followUp: 'm6' }),
  fact('job', '2025-02-01', { followUp: 'm6', participant: 'p2' }),
  fact('job', '2025-03-01', { followUp: 'm3' }),
];
const { digest, ...evaluation } = evaluate(terms, facts, '2025-12-31');
/** The evaluation as plain data, so that anything in it can be changed. */
type Changeable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? Changeable<E>[] : T[K] };
const changed = (change: (each: Changeable<Omit<Evaluation, 'digest'>>) => void): string => {
  const copy = structuredClone({ ...evaluation, lines: evaluation.lines.map((line) => ({ ...line })) }) as Changeable<
    Omit<Evaluation, 'digest'>
  >;
  change(copy);
  return evaluationDigest(copy);
};
const other = { da: 'andet', en: 'other' };

describe("an evaluation's digest", () => {
  it('is that of its figures', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(changed(() => undefined)).toBe(digest);
  });
  it.each<[string, Parameters<typeof changed>[0]]>([
    ['in an excess', (each) => (each.excess[0]!.sentence = other)],
    ['in a line', (each) => (each.lines[0]!.sentence = other)],
    ['in the excess of a line', (each) => (each.lines[1]!.excess[0]!.sentence = other)],
    ['in what is unpaid', (each) => (each.unpaid[0]!.sentence = other)],
    ['in a flag', (each) => (each.flags[0]!.sentence = other)],
  ])('is the same with another wording %s', (_where, change) => expect(changed(change)).toBe(digest));
  it.each<[string, Parameters<typeof changed>[0]]>([
    ['cut-off', (each) => (each.cutOff = terms.period.to)],
    ['currency', (each) => (each.currency = 'EUR')],
    ['terms', (each) => (each.termsDigest = '0')],
    ['facts', (each) => (each.factsDigest = '0')],
    ['gross amount', (each) => (each.gross += 1n)],
    ['payable amount', (each) => (each.payable += 1n)],
    ['excess', (each) => (each.excess[0]!.amount += 1n)],
    ['cap', (each) => (each.excess[0]!.cap = 'caps[1]')],
    ["line's name", (each) => (each.lines[0]!.id = 'other')],
    ["line's claims", (each) => each.lines[0]!.claims++],
    ["line's people", (each) => each.lines[0]!.people++],
    ["line's quantity", (each) => (each.lines[0]!.quantity = '7')],
    ["line's price", (each) => (each.lines[0]!.price = { rule: 'per-claim', each: 1n })],
    ["line's gross amount", (each) => (each.lines[0]!.gross += 1n)],
    ["line's excess", (each) => (each.lines[1]!.excess[0]!.amount += 1n)],
    ["line's payable amount", (each) => (each.lines[0]!.payable += 1n)],
    ["line's payers", (each) => (each.lines[0]!.payers[0]!.amount += 1n)],
    ['count of an outcome', (each) => each.outcomes[0]!.claims++],
    ['year', (each) => (each.years[0]!.payable += 1n)],
    ['payment', (each) => (each.payments[0]!.amount += 1n)],
    ['count of what is unpaid', (each) => (each.unpaid[0]!.count += 1)],
    ['reason why something is unpaid', (each) => (each.unpaid[0]!.reason = 'no-baseline')],
    ['flag', (each) => (each.flags[0]!.code = 'payer-unknown')],
  ])('is another with another %s', (_what, change) => expect(changed(change)).not.toBe(digest));
});
