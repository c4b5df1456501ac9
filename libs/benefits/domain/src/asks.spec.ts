import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { asksOf } from './asks.js';
import { parseModel } from './parse-model.js';

const read = parseModel(`
code: asks
version: 1
title: { da: Spørg, en: Ask }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
prices:
  week: { title: { da: Uge, en: Week }, unit: uge, weeks: 1, basis: assumption, reason: Round figure, values: [{ from: 2020-01-01, amount: 1000 }] }
  night: { title: { da: Døgn, en: Night }, unit: døgn, days: 1, basis: assumption, reason: Round figure, values: [{ from: 2020-01-01, amount: 1000 }] }
anchors:
  benefit: { provision: refusionstrappen, assumes: { weeks: { source: Specs, values: [{ value: 0, share: 1 }] } } }
  shelter: { provision: sl-110, assumes: { days: { source: Specs, values: [{ value: 30, share: 0.5 }, { value: 90, share: 0.5 }] } } }
  plain: { title: { da: Delt, en: Shared }, rules: [{ from: 2020-01-01, shares: [{ treasury: state, share: 1 }] }] }
outcomes:
  housed:
    - { consequence: weeks, title: { da: Uger, en: Weeks }, quantity: 52, price: week, anchor: benefit, profile: [{ year: 0, share: 1 }], cashable: true, confidence: high }
    - { consequence: more-weeks, title: { da: Uger, en: Weeks }, quantity: 4, price: week, anchor: benefit, profile: [{ year: 0, share: 1 }], cashable: true, confidence: high }
    - { consequence: nights, title: { da: Døgn, en: Nights }, quantity: 9, price: night, anchor: shelter, profile: [{ year: 0, share: 1 }], cashable: true, confidence: high }
    - { consequence: plain, title: { da: Uger, en: Weeks }, quantity: 4, price: week, anchor: plain, profile: [{ year: 0, share: 1 }], cashable: true, confidence: high }
`);
if (!read.ok) throw new Error(JSON.stringify(read.errors));
const { model } = read;
const on = localDate('2026-01-01');

describe('what the law asks of the person behind an outcome', () => {
  it('is told once, by its provision, with what is assumed instead', () =>
    expect(asksOf(model, { outcome: 'housed', on })).toMatchObject([
      { provision: 'refusionstrappen', need: 'weeks', assumes: { values: [{ value: '0' }] } },
      { provision: 'sl-110', need: 'days', assumes: { values: [{ value: '30' }, { value: '90' }] } },
    ]));
  it.each(['other', 'constructor'])('is nothing of an outcome that the model does not value: %s', (outcome) =>
    expect(asksOf(model, { outcome, on })).toEqual([]),
  );
});
