import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnreadableFile } from './fault.js';
import { readText, TextReader } from './text-reader.js';

const TEXT = 'participant;outcome\nBæk-1;job 🎈\n';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('bytes', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16, small end first, with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16, big end first, with a mark', utf16be(`\uFEFF${TEXT}`)],
    ['UTF-16, small end first, without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16, big end first, without a mark', utf16be(TEXT)],
  ])('are read as %s, however they are cut', (_, bytes) => {
    expect(readText(bytes)).toBe(TEXT);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        const reader = new TextReader();
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, i) => reader.push(bytes.subarray(places[i], end)));
        expect(pieces.join('') + reader.end()).toBe(TEXT);
      }),
    );
  });
  it.each(['utf16le', 'utf16be'])('are known as UTF-16 without a mark also behind a Danish letter: %s', (encoding) => {
    const text = `år;${TEXT.replace(' 🎈', '').repeat(20)}`;
    expect(readText(encoding === 'utf16be' ? utf16be(text) : Buffer.from(text, 'utf16le'))).toBe(text);
  });
  it.each(['', 'a', 'ab', 'æ'])('may be as few as those of %j', (text) =>
    expect(readText(Buffer.from(text))).toBe(text),
  );
  it.each<[string, Buffer, number]>([
    ['Windows-1252', Buffer.from('id\nBæk', 'latin1'), 2],
    ['UTF-8 that is cut in the middle of a letter', Buffer.from('Bæ').subarray(0, 2), 1],
    ['UTF-32', Buffer.from(Array.from('id\nab', (sign) => [sign.charCodeAt(0), 0, 0, 0]).flat()), 1],
    ['half a character in UTF-16', Buffer.from('\uFEFFa\ud83d', 'utf16le'), 1],
    [
      'UTF-8 that becomes something else far down',
      Buffer.concat([Buffer.from('x\n'.repeat(500)), Buffer.from([0xe6, 0x0a])]),
      501,
    ],
  ])('are refused, never guessed: %s', (_, bytes) => {
    try {
      readText(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableFile);
      expect((error as UnreadableFile).as('facts.').json).toMatchObject({ code: 'facts.encoding', kind: 'invalid' });
    }
    expect.assertions(2);
  });
  it('that look Danish in Windows-1252 are called so', () =>
    expect(() => readText(Buffer.from('Bæk', 'latin1'))).toThrow('Windows-1252'));
});
