import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { evaluate } from '../src/index.js';
import { contract } from './build.js';

const OUTCOMES = 10;
const terms = contract({
  groups: [
    { code: 'hard', uplift: '0.4' },
    { code: 'easy', deadweight: '0.15' },
  ],
  indexation: {
    baseYear: 2024,
    index: [
      { year: 2024, value: 100 },
      { year: 2026, value: '103.5' },
    ],
  },
  outcomes: Array.from({ length: OUTCOMES }, (_, i) =>
    i === 9
      ? { code: 'o9', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: '250.5' } }
      : {
          code: `o${i}`,
          kind: 'reached',
          requires: i > 5 ? [{ fact: `o${i - 5}`, timing: 'any' }] : [],
          price: { kind: 'per-claim', amount: 1000 + i * 500 },
        },
  ),
  caps: [
    { step: 'quantity', groups: ['hard'], share: '0.4' },
    { step: 'quantity', outcomes: ['o9'], per: 'person', max: 300 },
    { step: 'person', max: 30_000 },
    { step: 'outcome', outcomes: ['o1'], max: 1_000_000 },
    { step: 'budget-year', max: 40_000_000 },
    { step: 'contract', max: 200_000_000 },
  ],
  payers: {
    split: 'fixed',
    parts: [
      { party: 'town', share: '2/3', cap: 100_000_000 },
      { party: 'state', share: '1/3' },
    ],
  },
});

/** People × 10 outcomes, scattered over days and ids. */
function factsOf(people: number): Fact[] {
  const facts: Fact[] = [];
  for (let person = 0; person < people; person++) {
    for (let outcome = 0; outcome < OUTCOMES; outcome++) {
      const scattered = person * 7919 + outcome * 104_729;
      const on = new Date(Date.UTC(2024, 0, 1) + (scattered % 2000) * 86_400_000).toISOString().slice(0, 10);
      facts.push({
        id: `${((scattered * 2_654_435_761) % 4_294_967_296).toString(16)}-${person}-${outcome}`,
        participant: `p${person}`,
        outcome: `o${outcome}`,
        on,
        group: person % 3 ? 'hard' : 'easy',
        ...(outcome === 9 ? { quantity: String(1 + (person % 200)) } : {}),
      });
    }
  }
  return facts;
}

const cpuMs = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
};

const leastOf = (runs: number, work: () => number): number => Math.min(...Array.from({ length: runs }, work));

describe('many facts', () => {
  // A ratio, since a loaded machine makes every absolute time false: work that grows with the square of the facts would take 400 times as long.
  it('twenty times the facts, under every kind of cap, take far less than the square of twenty', () => {
    const [small, large] = [factsOf(500), factsOf(10_000)];
    const few = leastOf(5, () => cpuMs(() => evaluate(terms, small, '2029-12-31')));
    const many = leastOf(2, () => cpuMs(() => evaluate(terms, large, '2029-12-31')));
    expect(many / few).toBeLessThan(100);
  });
});
