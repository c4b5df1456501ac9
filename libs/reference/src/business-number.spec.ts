import { describe, expect, it } from '@jest/globals';
import { isCvr, isGln } from './business-number.js';

describe('business numbers', () => {
  it.each(['55133018', '29189846', '10150817'])('%s is a CVR number', (digits) => expect(isCvr(digits)).toBe(true));
  it.each(['00000000', '12345678', '5513301', '551330180', '55133081', '5513301x', ''])('%j is none', (digits) =>
    expect(isCvr(digits)).toBe(false),
  );
  it.each(['5790000000012', '5798005770220'])('%s is a GLN', (digits) => expect(isGln(digits)).toBe(true));
  it.each(['5790000000013', '0000000000000', '579000000001', '5.79e12'])('%j is none', (digits) =>
    expect(isGln(digits)).toBe(false),
  );
});
