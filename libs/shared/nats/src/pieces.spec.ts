import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inPieces, pieceBytes, Pieces, type Piece } from './pieces.js';

const TEXT = 'æøå '.repeat(50);
const together = (pieces: readonly Piece[]): string[] => {
  const assembled = new Pieces();
  return pieces.flatMap((piece) => {
    const whole = assembled.add(piece);
    return whole ? Buffer.from(whole).toString() : [];
  });
};

describe('an event that one message cannot hold', () => {
  it('comes as it was, wherever it is cut', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        expect(together(inPieces(text, most))).toEqual([text]);
      }),
    ));

  it.each([
    ['a broker of 1 MiB', 1024 ** 2, 900_000],
    ['one that takes more', 8 * 1024 ** 2, 900_000],
    ['one that takes less', 16_384, 14_336],
  ])('leaves room for headers at %s', (_, largest, piece) => expect(pieceBytes(largest)).toBe(piece));

  it('is one message when one holds it', () =>
    expect(inPieces(TEXT, TEXT.length * 2)).toEqual([{ data: Buffer.from(TEXT), piece: undefined }]));

  const pieces = inPieces(TEXT, 100);
  const other = inPieces('other '.repeat(50), 100);
  const single = inPieces('single', 100);
  it.each([
    ['a piece is missing', [...pieces.slice(0, 1), ...pieces.slice(2)]],
    ['the first is missing', pieces.slice(1)],
    ['they come in another order', pieces.toReversed()],
    ['another event comes among them', [...pieces.slice(0, 2), ...other.slice(0, 1), ...pieces.slice(2)]],
    ['one has other bytes', [...pieces.slice(0, -1), { ...pieces.at(-1)!, data: Buffer.from('forged') }]],
    ['one says nothing sensible', [{ data: Buffer.from('x'), piece: '1/1' }, ...pieces.slice(1)]],
  ])('has not come when %s', (_, come) => expect(together(come)).toEqual([]));

  it.each([
    ['after it was broken off', pieces.slice(0, 2)],
    ['after a piece came twice', [...pieces.slice(0, 2), ...pieces.slice(1, 2)]],
    ['after it has come', pieces],
  ])('comes when it is sent again %s', (_, before) => {
    const whole = together(before);
    expect(together([...before, ...pieces])).toEqual([...whole, TEXT]);
  });

  it('keeps no other from coming', () =>
    expect(together([...pieces.slice(0, 2), ...single, ...pieces])).toEqual(['single', TEXT]));
});
