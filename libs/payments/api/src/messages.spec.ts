import { describe, expect, it } from '@jest/globals';
import { CapitalRecordedV1 } from './capital.js';
import { DueAuthorisedV1, PaymentAuthorisedV1 } from './messages.js';

/** Kept for ever: version 1 of an event must read what version 1 once wrote. */
const FIRST_EXAMPLE = {
  runId: '018f2f3e-7b1a-7c3d-8e4f-0123456789ab',
  contractId: '018f2f3e-7b1a-7c3d-8e4f-0123456789ac',
  no: 1,
  cutOff: '2026-06-30',
  authorisedAt: '2026-07-02T08:00:00.000Z',
  budgetYear: 2026,
  currency: 'DKK',
  payments: [
    { payer: 'aarhus', payee: 'st-basils', amount: '9007199254740993' },
    { payer: 'dsi', payee: 'st-basils', amount: '-2000000', budgetYear: 2025 },
  ],
};

/** With what outsiders may know. */
const SECOND_EXAMPLE = {
  ...FIRST_EXAMPLE,
  published: [{ payer: 'aarhus', payee: 'st-basils', budgetYear: 2026, paid: '2000000' }],
  parts: [
    {
      part: '2026/home/-/-/-',
      outcome: 'home',
      followUp: null,
      came: ['018f2f3e-7b1a-7c3d-8e4f-0123456789ad'],
      went: [],
    },
  ],
};

describe('capital-recorded v1', () => {
  const movement = { on: '2026-01-01', capital: 'fund/senior-loan', kind: 'reinvested', amount: '5', generation: 1 };
  const example = {
    factId: '018f2f3e-7b1a-7c3d-8e4f-0123456789ab',
    contractId: '018f2f3e-7b1a-7c3d-8e4f-0123456789ac',
    ...{ place: 1, currency: 'DKK', withdraws: null, movements: [movement] },
  };
  const withdrawal = { ...example, place: 2, withdraws: example.factId, movements: [] };
  it.each([example, withdrawal])('still reads its first examples', (each) =>
    expect(CapitalRecordedV1.data.parse(each)).toEqual(each),
  );
});

describe('due-authorised v1', () => {
  it('still reads its first example', () => {
    const example = {
      dueId: '018f2f3e-7b1a-7c3d-8e4f-0123456789ab',
      contractId: '018f2f3e-7b1a-7c3d-8e4f-0123456789ac',
      ...{ cutOff: '2026-06-30', currency: 'DKK' },
      payments: [{ payer: 'herning', payee: 'company', budgetYear: 2026, amount: '-2000000' }],
    };
    expect(DueAuthorisedV1.data.parse(example)).toEqual(example);
  });
});

describe('payment-authorised v1', () => {
  it.each([FIRST_EXAMPLE, SECOND_EXAMPLE])('still reads its examples', (example) =>
    expect(PaymentAuthorisedV1.data.parse(example)).toEqual(example),
  );
  it.each([9007199254740993, '12.5', '1e3', ''])('refuses the amount %p', (amount) =>
    expect(
      PaymentAuthorisedV1.data.safeParse({ ...FIRST_EXAMPLE, payments: [{ payer: 'a', payee: 'b', amount }] }).success,
    ).toBe(false),
  );
});
