import { describe, expect, it } from '@jest/globals';
import { readFile } from './read-file.js';

const of = (bytes: Buffer) => () => bytes;

describe('a file on the command line', () => {
  it('is read in UTF-8 and UTF-16', () => {
    expect(readFile('facts.csv', of(Buffer.from('\uFEFFBæk')))).toBe('Bæk');
    expect(readFile('facts.csv', of(Buffer.from('\uFEFFBæk', 'utf16le')))).toBe('Bæk');
  });
  it('in another encoding is refused, with what to do', () =>
    expect(() => readFile('facts.csv', of(Buffer.from('Bæk', 'latin1')))).toThrow(
      /facts.csv: .*not UTF-8.*Save the file/,
    ));
  it('whose name holds a personal number is refused, and the name not repeated', () => {
    expect(() => readFile('borger 010190-4321.csv', of(Buffer.from('')))).toThrow(/^(?!.*4321).*another name/);
  });
});
