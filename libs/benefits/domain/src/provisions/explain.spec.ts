import { describe, expect, it } from '@jest/globals';
import { provisionOf } from './catalogue/index.js';
import { differencesOf, explainRule } from './explain.js';

const rulesOf = (code: string) => provisionOf(code)!.rules;
const said = (code: string, rule: number) =>
  explainRule(rulesOf(code)[rule]!).map(({ situation, treasury, share }) => `${situation.en}: ${treasury} ${share}`);

describe('a rule as people read it', () => {
  it.each([
    ['sl-110', 0, ['Always: municipality 0.5', 'Always: state 0.5']],
    [
      'sl-110',
      1,
      [
        'Day 1–120 of the running year: municipality 0.5',
        'Day 1–120 of the running year: state 0.5',
        'From day 121 of the running year: municipality 1',
      ],
    ],
    [
      'sl-107',
      1,
      [
        'Up to 6 months within 12 months after the event: municipality 0.5',
        'Up to 6 months within 12 months after the event: state 0.5',
        'Beyond that: municipality 1',
      ],
    ],
  ])('%s, rule %i', (code, rule, expected) => expect(said(code, rule)).toEqual(expected));
  it('says brackets and weeks by their bounds', () => {
    expect(said('sl-176', 2)[1]).toBe('The person’s cost DKK 860,000–1,680,000 a year: municipality 0.75');
    expect(said('sl-176', 2).at(-1)).toBe('The person’s cost above DKK 2,120,000 a year: state 0.75');
    expect(said('refusionstrappen', 0)[2]).toBe('Week 5–26 on benefits: municipality 0.6');
  });
  it('stands beside another, with what only one of them says', () => {
    const [, before, after] = rulesOf('sl-110');
    const lines = differencesOf(before!, after!).map(({ situation, treasury, ...shares }) => [
      situation.da,
      treasury,
      shares.before,
      shares.after,
    ]);
    expect(lines).toContainEqual(['Dag 1–120 i det løbende år', 'state', '0.5', null]);
    expect(lines).toContainEqual(['Dag 1–90 i det løbende år', 'state', null, '0.5']);
    expect(differencesOf(after!, after!).every((line) => line.before === line.after)).toBe(true);
  });
});
