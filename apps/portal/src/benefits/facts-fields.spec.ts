import { describe, expect, it } from '@jest/globals';
import type { FactsOfOutcome } from '@ringvirkning/benefits-api';
import { bodyOf, fieldsOf, valueOf, NOT_LASTING } from './facts-fields.js';

const assumes = { source: 'Specs', values: [{ value: '0', share: '1' }] };
const title = { da: 'Refusion', en: 'Refund' };
const data: FactsOfOutcome = {
  ...{ claimId: 'c', participantId: 'p', outcome: 'housed', on: '2026-01-01', model: 'm@1', number: '7' },
  asks: [
    { provision: 'refusionstrappen', title, need: 'weeks', assumes },
    { provision: 'sl-176a', title, need: 'monthsSince', assumes },
  ],
  facts: [
    { provision: 'refusionstrappen', need: 'weeks', value: '12.5', source: 'register' },
    { provision: 'other-law', need: 'days', value: '3', source: 'statement' },
  ],
  confirmedBy: [{ followUp: 'm12', state: 'awaited' }],
  followUps: [{ followUp: 'm99', lasts: false, source: 'case-file' }],
} as FactsOfOutcome;
const [known, other] = data.facts;

describe('the form for what is known of a person', () => {
  it('starts with what is told, and sends the same again, upon what was seen', () => {
    const fields = fieldsOf(data, 'da');
    expect(fields.asks['refusionstrappen weeks']).toEqual({ value: '12,5', source: 'register' });
    expect(bodyOf(data, fields)).toEqual({ facts: [other, known], followUps: data.followUps, seen: '7' });
  });
  it('leaves to the model what is made empty, and nothing that the model does not ask for', () => {
    const fields = fieldsOf(data, 'en');
    const asks = { ...fields.asks, 'refusionstrappen weeks': { value: '', source: 'register' } as const };
    expect(bodyOf(data, { ...fields, asks })?.facts).toEqual([other]);
  });
  it('tells that the effect has not lasted, with its source', () => {
    const followUps = { m12: { value: NOT_LASTING, source: 'case-file' } as const };
    expect(bodyOf(data, { ...fieldsOf(data, 'da'), followUps })?.followUps).toEqual([
      ...data.followUps!,
      { followUp: 'm12', lasts: false, source: 'case-file' },
    ]);
  });
  it.each(['many', '-1', '1,1234567', '12345678901'])('sends nothing while a value is none: %s', (value) => {
    const asks = { 'refusionstrappen weeks': { value, source: 'register' } as const };
    expect(bodyOf(data, { ...fieldsOf(data, 'da'), asks })).toBeUndefined();
  });
  it('sends nothing while a value has no source', () => {
    const asks = { 'refusionstrappen weeks': { value: '4', source: '' } as const };
    expect(bodyOf(data, { ...fieldsOf(data, 'da'), asks })).toBeUndefined();
  });
  it('asks for the day of an event, and takes months where they are told', () => {
    const ask = data.asks[1]!;
    expect(valueOf(ask, '2025-11-30')).toBe('2025-11-30');
    expect(valueOf(ask, '14')).toBe('14');
    expect(valueOf(data.asks[0]!, '2025-11-30')).toBeUndefined();
  });
});
