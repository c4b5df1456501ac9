import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BulkSelectionSchema, ClaimRequestSchema } from './http.js';
import {
  FollowUpsEndedV1,
  OUTCOMES_PER_EVENT,
  OutcomesFinalisedV1,
  OutcomesReversedV1,
  PersonMovedV1,
  SampleConcludedV1,
  SampleDrawnV1,
  SampleFrozenV1,
  type OutcomesFinalised,
} from './messages.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../examples/${name}.v1.json`, import.meta.url), 'utf8'));
const finalised = read('outcomes-finalised') as OutcomesFinalised;
const withOutcomes = (count: number) => ({
  ...finalised,
  outcomes: Array.from({ length: count }, () => finalised.outcomes[0]),
});

describe('the published language of outcomes', () => {
  it('still reads its examples, for ever, whole', () => {
    expect(OutcomesFinalisedV1.data.parse(finalised)).toEqual(finalised);
    expect(OutcomesReversedV1.data.parse(read('outcomes-reversed'))).toEqual(read('outcomes-reversed'));
  });
  it.each([
    ['person-moved', PersonMovedV1],
    ['follow-ups-ended', FollowUpsEndedV1],
    ['sample-frozen', SampleFrozenV1],
    ['sample-drawn', SampleDrawnV1],
    ['sample-concluded', SampleConcludedV1],
  ])('still reads %s, whole', (name, { data }) => expect(data.parse(read(name))).toEqual(read(name)));
  it.each([
    ['0.93', true],
    ['0', true],
    ['1', true],
    ['1.1', false],
    ['-0.1', false],
    ['', false],
  ])('a paid share %j: %s', (paidShare, fits) => {
    const outcomes = [{ ...finalised.outcomes[0]!, paidShare }];
    expect(OutcomesFinalisedV1.data.safeParse({ ...finalised, outcomes }).success).toBe(fits);
  });
  it.each([
    [0, false],
    [1, true],
    [OUTCOMES_PER_EVENT, true],
    [OUTCOMES_PER_EVENT + 1, false],
  ])('%d outcomes in an event: %s', (count, fits) =>
    expect(OutcomesFinalisedV1.data.safeParse(withOutcomes(count)).success).toBe(fits),
  );
  it('takes one selection at a time', () => {
    expect(BulkSelectionSchema.safeParse({ all: true }).success).toBe(true);
    expect(BulkSelectionSchema.safeParse({ all: true, claimIds: [finalised.contractId] }).success).toBe(false);
  });
  it('refuses a claim with a CPR member, or any other it does not know', () =>
    expect(
      ClaimRequestSchema.safeParse({
        participantId: finalised.contractId,
        outcome: 'x',
        on: '2024-01-01',
        cpr: '0101901234',
      }).success,
    ).toBe(false));
});
