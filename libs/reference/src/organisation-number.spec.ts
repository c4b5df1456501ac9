import { describe, expect, it } from '@jest/globals';
import { isCvr } from './business-number.js';
import { isMunicipalityCode } from './municipality.js';
import { organisationNumberOf } from './organisation-number.js';

describe('the CVR number of a municipality', () => {
  it.each([
    ['0751', '55133018'],
    ['0657', '29189919'],
    ['0101', '64942212'],
  ])('%s is %s', (code, number) => expect(organisationNumberOf(code)).toBe(number));
  it('is known, valid and its own for all 98', () => {
    const codes = Array.from({ length: 1000 }, (_, n) => String(n).padStart(4, '0')).filter(isMunicipalityCode);
    const numbers = codes.map(organisationNumberOf);
    expect([new Set(numbers).size, numbers.filter((number) => !isCvr(number))]).toEqual([98, []]);
  });
  it('is none of what is no municipality', () => expect(() => organisationNumberOf('0411')).toThrow(RangeError));
});
