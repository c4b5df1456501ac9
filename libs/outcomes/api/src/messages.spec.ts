import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BulkSelectionSchema, ClaimRequestSchema } from './http.js';
import { OUTCOMES_PER_EVENT, OutcomesFinalisedV1, OutcomesReversedV1, type OutcomesFinalised } from './messages.js';

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
