import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { isIndividual } from '@ringvirkning/terms-language';
import { contract } from '../../test/build.js';
import { claimFacts, type Claim } from './claim-facts.js';

const claim = { kind: 'per-claim', amount: 1 };
const terms = contract({
  followUps: [
    { code: 'm12', months: 12 },
    { code: 'm6', months: 6 },
    { code: 'w2', weeks: 2 },
  ],
  measures: ['score', 'level', 'rated', 'in-job', 'seen'].map((code) => ({ code })),
  outcomes: [
    { code: 'second', kind: 'reached', followUps: ['m6', 'm12'], price: claim },
    { code: 'first', kind: 'reached', requires: [{ fact: 'seen', atLeast: 3 }, { fact: 'second' }], price: claim },
    { code: 'days', kind: 'counted', price: claim },
    {
      code: 'higher',
      kind: 'improvement',
      measure: 'score',
      better: 'higher',
      atLeast: 2,
      followUps: ['m6', 'm12'],
      price: claim,
    },
    {
      code: 'more',
      kind: 'improvement',
      measure: 'score',
      better: 'higher',
      atLeast: 5,
      followUps: ['m6', 'm12'],
      price: claim,
    },
    {
      code: 'lower',
      kind: 'improvement',
      measure: 'level',
      better: 'lower',
      from: 'previous',
      confirmedBy: 'rated',
      followUps: ['m6', 'm12'],
      price: claim,
    },
    { code: 'kept', kind: 'spell', measure: 'in-job', mode: 'continuous', followUps: ['w2'], price: claim },
  ],
});
const of = (code: string, on: string, followUp?: string, more: Partial<Claim> = {}): Claim => {
  const outcome = terms.outcomes.find((each) => each.code === code)!;
  if (!isIndividual(outcome)) throw new Error(code);
  return {
    outcome,
    person: { name: 'p1', no: 0 },
    on: localDate(on),
    followUp: terms.followUps.find((each) => each.code === followUp),
    ...more,
  };
};
const made = (claims: readonly Claim[], given: readonly string[] = []) =>
  claimFacts(terms, claims, new Set(given)).map(({ outcome, on, followUp, quantity }) => [
    outcome,
    on,
    followUp ?? '-',
    quantity ?? '-',
  ]);

describe('the facts of a claim', () => {
  it('come by day, then outcome, then follow-up; ids in that order', () => {
    const claims = [
      of('first', '2026-01-01'),
      of('second', '2026-01-01', 'm12'),
      of('second', '2026-01-01', 'm6'),
      of('days', '2025-01-01', undefined, { quantity: '4' }),
    ];
    const facts = claimFacts(terms, claims, new Set(['seen']));
    expect(facts.map(({ id }) => id)).toEqual([
      '0000000/days/p1/2025-01-01',
      '0000001/second/p1/m6',
      '0000002/second/p1/m12',
      '0000003/first/p1/2026-01-01',
    ]);
    expect(claimFacts(terms, [...claims].reverse(), new Set(['seen']))).toEqual(facts);
  });
  it('carry what is known, and nothing that is not', () => {
    expect(
      claimFacts(
        terms,
        [of('days', '2025-01-01', undefined, { quantity: '4', cohort: 'c', group: 'g', payer: 'town' })],
        new Set(),
      ),
    ).toStrictEqual([
      {
        id: '0000000/days/p1/2025-01-01',
        participant: 'p1',
        outcome: 'days',
        on: '2025-01-01',
        quantity: '4',
        cohort: 'c',
        group: 'g',
        payer: 'town',
      },
    ]);
    expect(
      claimFacts(terms, [of('second', '2025-01-01', 'm6', { quantity: '4' })], new Set()).map((fact) =>
        Object.keys(fact),
      ),
    ).toEqual([['id', 'outcome', 'on', 'participant', 'followUp']]);
  });
  it('of what requires a measure has it, once, unless it is given', () => {
    expect(made([of('first', '2026-01-01')])).toEqual([
      ['seen', '2026-01-01', '-', '3'],
      ['first', '2026-01-01', '-', '-'],
    ]);
    expect(
      made([of('first', '2026-01-01'), of('first', '2026-02-01')]).filter(([outcome]) => outcome === 'seen'),
    ).toHaveLength(1);
    expect(made([of('first', '2026-01-01')], ['seen'])).toEqual([['first', '2026-01-01', '-', '-']]);
  });
  it('of an improvement are a baseline and a value that is just better enough, or by what was counted', () => {
    expect(made([of('higher', '2026-07-01', 'm6')])).toEqual([
      ['score', '2026-01-01', '-', '0'],
      ['score', '2026-07-01', 'm6', '2'],
      ['higher', '2026-07-01', 'm6', '-'],
    ]);
    expect(made([of('higher', '2026-07-01', 'm6', { quantity: '2.5' })])[1]).toEqual([
      'score',
      '2026-07-01',
      'm6',
      '2.5',
    ]);
  });
  it('of two improvements of one measure have one baseline, and the better value', () => {
    const values = (claims: Claim[]) => made(claims).filter(([outcome]) => outcome === 'score');
    expect(values([of('higher', '2026-07-01', 'm6'), of('more', '2026-07-01', 'm6')])).toEqual([
      ['score', '2026-01-01', '-', '0'],
      ['score', '2026-07-01', 'm6', '5'],
    ]);
    expect(values([of('higher', '2026-07-01', 'm6', { quantity: '9' }), of('more', '2026-07-01', 'm6')])).toEqual([
      ['score', '2026-01-01', '-', '0'],
      ['score', '2026-07-01', 'm6', '9'],
    ]);
    expect(
      values([of('higher', '2026-07-01', 'm6'), of('higher', '2027-01-01', 'm12')]).map(([, , , value]) => value),
    ).toEqual(['0', '2', '2']);
  });
  it('of a fall since the last time go on from there; the confirming measure stays as it was', () => {
    const facts = made([of('lower', '2026-07-01', 'm6'), of('lower', '2027-01-01', 'm12', { quantity: '3' })]);
    expect(facts.filter(([outcome]) => outcome === 'level').map((each) => each.slice(1))).toEqual([
      ['2026-01-01', '-', '0'],
      ['2026-07-01', 'm6', '-1'],
      ['2027-01-01', 'm12', '-4'],
    ]);
    expect(facts.filter(([outcome]) => outcome === 'rated').map((each) => each.slice(1))).toEqual([
      ['2026-01-01', '-', '0'],
      ['2026-07-01', 'm6', '0'],
      ['2027-01-01', 'm12', '0'],
    ]);
  });
  it('of a spell are a period until the follow-up, of weeks or from the day before', () => {
    expect(made([of('kept', '2026-01-15', 'w2')])).toEqual([
      ['in-job', '2026-01-01', '-', '14'],
      ['kept', '2026-01-15', 'w2', '-'],
    ]);
    expect(made([of('kept', '2026-01-15')])[0]).toEqual(['in-job', '2026-01-14', '-', '1']);
  });
  it('of two people are two people’s', () => {
    const facts = claimFacts(
      terms,
      ['p1', 'p2'].map((name, no) => of('higher', '2026-07-01', 'm6', { person: { name, no } })),
      new Set(),
    );
    expect(facts.map(({ participant, outcome }) => [participant, outcome])).toEqual(
      ['p1', 'p2'].flatMap((name) => [
        [name, 'score'],
        [name, 'score'],
        [name, 'higher'],
      ]),
    );
  });
});
