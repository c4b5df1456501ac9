import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import { contract, END } from '../../test/build.js';
import { CASES } from '../../test/cases.js';
import { example } from '../../test/examples.js';
import { evaluate, explain } from '../index.js';

describe('the explanation of one claim', () => {
  const dwp = CASES.find((each) => each.example === 'dwp-innovation-fund-round-1')!;
  const terms = example(dwp.example);
  const of = (id: string) => explain(terms, dwp.facts, dwp.cutOff, id);
  it('says what the earlier claims left of it', () => {
    const level3 = dwp.facts.find((fact) => fact.outcome === 'level-3')!;
    expect(of(level3.id)).toMatchObject({
      status: 'counted',
      gross: 330_000n,
      due: 320_000n,
      cuts: [{ step: 'person', cap: 'caps[0]', amount: 10_000n }],
      sentence: {
        da: '3.300 £ (3.300 £ pr. resultat). Betales ikke: 100 £ (loft pr. person). Til betaling: 3.200 £.',
        en: '£3,300 (£3,300 per claim). Not paid: £100 (cap per person). Due: £3,200.',
      },
    });
  });
  it('adds up over all claims to the evaluation', () => {
    for (const each of CASES.filter((candidate) => candidate.facts.length < 200)) {
      const contractTerms = example(each.example);
      const evaluation = evaluate(contractTerms, each.facts, each.cutOff);
      const claims = each.facts.map((fact) => explain(contractTerms, each.facts, each.cutOff, fact.id));
      const individual = evaluation.lines.filter((line) => line.facts.length > 0);
      expect(sum(claims.map((claim) => (claim.status === 'counted' ? claim.due : 0n)))).toBe(
        sum(individual.map((line) => line.payable)),
      );
    }
  });
  it.each([
    ['late', { status: 'unknown' }],
    ['nobody', { status: 'unknown' }],
    ['again', { status: 'unpaid', reason: 'repeated' }],
    ['seen', { status: 'not-priced' }],
  ])('%s', (id, expected) => {
    const small = contract({
      measures: [{ code: 'seen' }],
      outcomes: [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } }],
    });
    const facts = [
      { id: 'first', participant: 'p', outcome: 'job', on: '2025-01-01' },
      { id: 'again', participant: 'p', outcome: 'job', on: '2025-01-02' },
      { id: 'seen', participant: 'p', outcome: 'seen', on: '2025-01-02' },
      { id: 'late', participant: 'q', outcome: 'job', on: '2030-01-01' },
    ];
    expect(explain(small, facts, END, id)).toMatchObject(expected);
  });
});
