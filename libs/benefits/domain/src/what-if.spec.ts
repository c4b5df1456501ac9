import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { fixture } from './model.fixture.js';
import type { BenefitLine } from './benefit-line.js';
import { totalOf, valuate } from './valuate.js';
import { underOtherLaw, type LegalChange } from './what-if.js';

const model = fixture();
const day = fc.integer({ min: -2000, max: 6000 }).map((n) => addDays(localDate('2020-01-01'), n));
const anchor = fc.constantFrom('sl-110', 'sl-85');
const change = fc.record<LegalChange>({
  moved: fc.dictionary(anchor, anchor),
  lawAsOf: fc.option(day, { nil: undefined }),
  split: fc.option(
    fc.record({ anchor, municipality: fc.integer({ min: 0, max: 100 }).map((percent) => (percent / 100).toString()) }),
    { nil: undefined },
  ),
});
const of = (lines: readonly BenefitLine[], treasury: string) =>
  sum(lines.filter((line) => line.treasury === treasury).map((line) => line.amount));
const outcome = (on: string) => ({ outcome: 'housed', on: localDate(on), quantity: '1' });

describe('what if the law were another', () => {
  it('never changes a total', () =>
    fc.assert(
      fc.property(change, fc.integer({ min: 0, max: 4000 }), (other, n) => {
        const achieved = { ...outcome('2020-01-01'), on: addDays(localDate('2020-01-01'), n) };
        expect(totalOf(valuate(underOtherLaw(model, other), achieved))).toBe(totalOf(valuate(model, achieved)));
      }),
    ));
  it('gives the state nothing when shelter stays become § 85 support', () =>
    expect(of(valuate(underOtherLaw(model, { moved: { 'sl-110': 'sl-85' } }), outcome('2022-05-01')), 'state')).toBe(
      0n,
    ));
  it('gives the state half of everything under the law before October 2023', () => {
    const lines = valuate(
      underOtherLaw(model, { moved: {}, lawAsOf: localDate('2023-09-30') }),
      outcome('2026-05-01'),
    ).filter((line) => line.consequence === 'fewer-shelter-nights');
    expect(of(lines, 'state')).toBe(of(lines, 'municipality'));
  });
  it('gives the municipality the share that is tried, in the department that has it today, and the state the rest', () => {
    const split = { anchor: 'sl-110', municipality: '0.25' };
    const lines = valuate(underOtherLaw(model, { moved: {}, split }), outcome('2026-05-01')).filter(
      (line) => line.consequence === 'fewer-shelter-nights',
    );
    // To the øre of each year.
    expect(of(lines, 'state') - 3n * of(lines, 'municipality')).toBe(-2n);
    expect(lines.find(({ treasury }) => treasury === 'municipality')).toMatchObject({
      department: 'social',
      steeringArea: 'service',
    });
  });
  it('refuses a provision that the model does not have', () =>
    expect(() => underOtherLaw(model, { moved: { 'sl-110': 'sl-107' } })).toThrow(
      expect.objectContaining({
        json: expect.objectContaining({ code: 'benefits.unknown-anchor', params: { anchor: 'sl-107' } }),
      }),
    ));
  it('is the law itself where nothing is changed', () =>
    expect(underOtherLaw(model, { moved: {}, lawAsOf: undefined })).toEqual(model));
  it('is the law of one day for all days: the first rule for a day before all, each from its first day', () => {
    const rules = (on: string) =>
      underOtherLaw(model, { moved: {}, lawAsOf: localDate(on) }).anchors['sl-110']!.rules.map(
        ({ from, to, limit }) => [from, to, limit],
      );
    const from = model.anchors['sl-110']!.rules[0]!.from;
    expect([rules('1999-01-01'), rules('2023-09-30'), rules('2023-10-01'), rules('2026-04-01')]).toEqual([
      [[from, undefined, undefined]],
      [[from, undefined, undefined]],
      [[from, undefined, '120']],
      [[from, undefined, '90']],
    ]);
  });
});
