import { describe, expect, it } from '@jest/globals';
import { beginAmendment, write, writtenIn } from './amendment-view.js';

const TEXT = `ref: A # vores\nperiod: { from: 2026-01-01, to: 2028-12-31 }\n`;

describe('an amendment in the form', () => {
  it('begins with the document in force, comments and all, and says what it is and from when', () => {
    const text = beginAmendment(TEXT, 'extension', '2027-01-01');
    expect(text).toContain('ref: A # vores');
    expect([writtenIn(text, 'from'), writtenIn(text, 'lastDay')]).toEqual(['2027-01-01', '2028-12-31']);
  });
  it('takes the place of what the document in force amended itself', () => {
    const second = beginAmendment(beginAmendment(TEXT, 'extension', '2027-01-01'), 'early-end', '2028-01-01');
    expect(second.match(/amends/g)).toHaveLength(1);
    expect([writtenIn(second, 'from'), writtenIn(second, 'because')]).toEqual(['2028-01-01', 'by-agreement']);
  });
  it('writes a field where it stands', () => {
    const text = write(
      write(beginAmendment(TEXT, 'change', '2027-01-01'), 'reason', 'Prisen: "ny"'),
      'lastDay',
      '2027-06-30',
    );
    expect([writtenIn(text, 'reason'), writtenIn(text, 'lastDay')]).toEqual(['Prisen: "ny"', '2027-06-30']);
    expect(text).toContain('# vores');
  });
});
