import { describe, expect, it } from '@jest/globals';
import { localDate, type DomainError } from '@ringvirkning/kernel';
import { terms, today } from '../test/contract.js';
import { payerOf, plausibleDay } from './person-words.js';

const refused = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    const { kind, code, errors } = (error as DomainError).json;
    return { kind, code, errors };
  }
};

describe('a paying municipality', () => {
  it('is a payer of the contract, by its code or its name there', () =>
    expect([payerOf(terms, '0751'), payerOf(terms, 'kommune')]).toEqual(['kommune', 'kommune']));
  it('is a municipality: a fund that pays is not, since it pays whoever the person is', () => {
    const fund = { ...terms.parties[0]!, id: 'fond', kind: 'fund' as const, municipalityCode: undefined };
    expect(refused(() => payerOf({ parties: [...terms.parties, fund] }, 'fond'))).toMatchObject({
      code: 'outcomes.unknown-payer',
    });
  });
  it('that does not pay in the contract is refused with its field', () =>
    expect(refused(() => payerOf(terms, '0101'))).toEqual({
      kind: 'invalid',
      code: 'outcomes.unknown-payer',
      errors: [
        {
          path: 'payingMunicipality',
          code: 'outcomes.unknown-payer',
          da: expect.stringContaining('0101'),
          en: expect.stringContaining('0101'),
        },
      ],
    }));
});

describe('a day', () => {
  it('that can be meant is taken', () => expect(refused(() => plausibleDay('on', today, today))).toBeUndefined());
  it('that cannot be meant is refused with its field', () =>
    expect(refused(() => plausibleDay('referredOn', localDate('0026-01-01'), today))).toEqual({
      kind: 'invalid',
      code: 'outcomes.date-not-plausible',
      errors: [expect.objectContaining({ path: 'referredOn', code: 'outcomes.date-not-plausible' })],
    }));
});
