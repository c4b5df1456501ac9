import { describe, expect, it } from '@jest/globals';
import { runNamedBy } from './run-named.js';

const ID = '019a2b3c-4d5e-7f60-8a7b-9c0d1e2f3a4b';

describe('a payment run is meant by', () => {
  it.each([
    ['3', '', 3],
    ['kørsel 3', '', 3],
    ['Betalingskørsel nr. 3', '', 3],
    ['run #3', '', 3],
    ['AAR-UH-2024 3', 'AAR-UH-2024', 3],
    ['AAR-UH-2024 kørsel 3', 'AAR-UH-2024', 3],
  ])('%s', (term, ref, no) => expect(runNamedBy(term)).toEqual({ ref, no, runId: null }));
  it('its id', () => expect(runNamedBy(ID)).toEqual({ ref: '', no: null, runId: ID }));
  it.each(['AAR-UH-2024', 'kørsel', 'sag 12 3', '1234567', 'P-AB12-CD34', '3.5'])('not by %s', (term) =>
    expect(runNamedBy(term)).toBeUndefined(),
  );
});
