import { notAZip, tooMany } from './zip-faults.js';

/** Where an entry lies in its archive, and how it is packed. */
export interface ListedEntry {
  readonly name: string;
  /** Where its own head begins. */
  readonly from: number;
  /** Bytes as they lie there. */
  readonly packed: number;
  readonly method: number;
}

/** The archive's own end: 22 bytes, and a comment of up to 65,535. */
const END = { mark: 0x06054b50, length: 22, comment: 65_535 };
/** Beyond 4 GB, or of many entries: an end of its own before the end, and a mark that says where. */
const LONG_END = { mark: 0x06064b50, pointer: 0x07064b50, pointerLength: 20 };
const ENTRY = { mark: 0x02014b50, length: 46 };
/** Bytes of one line of the list, with name and remarks. */
const LONGEST_LINE = 400;
const IN_LONG_FORM = 0xffff_ffff;
const LONG_FORM = 1;
const [LOCKED, IN_UTF8] = [1, 2_048];

/**
 * What is in an archive by the list at its end, in the order in which it lies there. The list alone is right: an entry may be an archive itself (a workbook, a
 * document), and whoever reads on to the next mark takes what is in it for entries.
 * @throws UnreadableFile `not-a-zip`, `zip-too-many`
 */
export async function listedIn(source: AsyncIterable<Uint8Array>, most: number): Promise<ListedEntry[]> {
  const { bytes, start } = await endOf(source, END.length + END.comment + most * LONGEST_LINE);
  try {
    return listed(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes, start, most);
  } catch (error) {
    throw error instanceof RangeError ? notAZip() : error;
  }
}

/** The last bytes, and where they start. */
async function endOf(source: AsyncIterable<Uint8Array>, most: number): Promise<{ bytes: Uint8Array; start: number }> {
  const pieces: Uint8Array[] = [];
  let [held, size] = [0, 0];
  for await (const piece of source) {
    pieces.push(piece);
    held += piece.length;
    size += piece.length;
    while (held - pieces[0]!.length >= most) held -= pieces.shift()!.length;
  }
  const bytes = new Uint8Array(held);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes, start: size - held };
}

function listed(view: DataView, bytes: Uint8Array, start: number, most: number): ListedEntry[] {
  const { count, from } = whereListed(view, start);
  if (count > most || from < start) throw tooMany(most);
  if (count === 0) throw notAZip();
  const entries: ListedEntry[] = [];
  for (let [i, at] = [0, from - start]; i < count; i += 1) {
    if (view.getUint32(at, true) !== ENTRY.mark) throw notAZip();
    const [nameLength, extraLength, remarkLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const nameEnd = at + ENTRY.length + nameLength!;
    const flags = view.getUint16(at + 8, true);
    if (flags & LOCKED) throw notAZip();
    entries.push({
      name: nameOf(bytes.subarray(at + ENTRY.length, nameEnd), (flags & IN_UTF8) !== 0),
      method: view.getUint16(at + 10, true),
      ...placeOf(view, at, nameEnd, extraLength!),
    });
    at = nameEnd + extraLength! + remarkLength!;
  }
  return entries.sort((a, b) => a.from - b.from);
}

function whereListed(view: DataView, start: number): { count: number; from: number } {
  let end = view.byteLength - END.length;
  while (
    end >= 0 &&
    !(view.getUint32(end, true) === END.mark && end + END.length + view.getUint16(end + 20, true) <= view.byteLength)
  )
    end -= 1;
  if (end < 0) throw notAZip();
  const pointer = end - LONG_END.pointerLength;
  if (pointer < 0 || view.getUint32(pointer, true) !== LONG_END.pointer)
    return { count: view.getUint16(end + 10, true), from: view.getUint32(end + 16, true) };
  const long = long64(view, pointer + 8) - start;
  if (view.getUint32(long, true) !== LONG_END.mark) throw notAZip();
  return { count: long64(view, long + 32), from: long64(view, long + 48) };
}

/** Sizes and places that need more than 32 bits stand in a remark, in this order and only where they do. */
function placeOf(view: DataView, at: number, extras: number, length: number): { packed: number; from: number } {
  const [size, packed, from] = [24, 20, 42].map((place) => view.getUint32(at + place, true)) as [
    number,
    number,
    number,
  ];
  for (let extra = extras; extra + 4 <= extras + length; extra += 4 + view.getUint16(extra + 2, true)) {
    if (view.getUint16(extra, true) !== LONG_FORM) continue;
    let next = extra + 4;
    const [, longPacked, longFrom] = [size, packed, from].map((value) => {
      if (value !== IN_LONG_FORM) return value;
      next += 8;
      return long64(view, next - 8);
    });
    return { packed: longPacked!, from: longFrom! };
  }
  return { packed, from };
}

/** @throws RangeError beyond what a number holds */
function long64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('too far');
  return Number(value);
}

/** The upper half of code page 850, in which Danish Windows writes names. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Some write UTF-8 and do not say so. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP850[byte - 128]!)).join('');
  }
}
