import type { Fact } from '@ringvirkning/terms-language';

/** Sorting and comparing a million texts is what costs most; numbers made from the texts decide nearly every comparison. */

/** Positions of the facts by day, then id (as UTF-16 text). */
export function canonicalOrder(facts: readonly Fact[], days: Int32Array): Uint32Array {
  const order = new Uint32Array(facts.length);
  const starts = placeByDay(facts.length, days, order);
  const keys = idKeys(facts);
  const longest = starts.reduce((most, start, i) => Math.max(most, start - (starts[i - 1] ?? 0)), 0);
  const room = { sorted: new Float64Array(longest), unsorted: new Uint32Array(longest) };
  for (let i = 0; i + 1 < starts.length; i++) sortById(facts, keys, order.subarray(starts[i], starts[i + 1]), room);
  return order;
}

const POSITION_ROOM = 2 ** 25;

/** Sorts the positions of one day: by key, which together with a place in the day is one number; those of equal keys by their texts. */
function sortById(
  facts: readonly Fact[],
  keys: Uint32Array,
  day: Uint32Array,
  room: { readonly sorted: Float64Array; readonly unsorted: Uint32Array },
): void {
  const [sorted, unsorted] = [room.sorted.subarray(0, day.length), room.unsorted];
  for (let i = 0; i < day.length; i++) sorted[i] = keys[day[i]!]! * POSITION_ROOM + i;
  sorted.sort();
  unsorted.set(day);
  for (let i = 0; i < day.length; i++) day[i] = unsorted[sorted[i]! % POSITION_ROOM]!;
  const byText = (a: number, b: number): number => (facts[a]!.id < facts[b]!.id ? -1 : 1);
  for (let from = 0, to = 1; to <= day.length; to++) {
    if (to < day.length && keys[day[to]!] === keys[day[from]!]) continue;
    if (to - from > 1) day.subarray(from, to).sort(byText);
    from = to;
  }
}

/** Counting sort by day; returns where each day's slice starts (and, last, where all end). */
function placeByDay(length: number, days: Int32Array, order: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < length; i++) counts.set(days[i]!, (counts.get(days[i]!) ?? 0) + 1);
  const starts: number[] = [0];
  const next = new Map<number, number>();
  for (const day of [...counts.keys()].sort((a, b) => a - b)) {
    next.set(day, starts.at(-1)!);
    starts.push(starts.at(-1)! + counts.get(day)!);
  }
  for (let i = 0; i < length; i++) {
    const position = next.get(days[i]!)!;
    order[position] = i;
    next.set(days[i]!, position + 1);
  }
  return starts;
}

const KEY_CHARACTERS = 4;
const LAST_ASCII = 127;

/** The first characters after what all ids have in common, up to the first beyond ASCII, as one number that orders like the text (ties are possible, wrong order is not). */
function idKeys(facts: readonly Fact[]): Uint32Array {
  const skip = commonPrefix(facts);
  const keys = new Uint32Array(facts.length);
  for (let i = 0; i < facts.length; i++) {
    const { id } = facts[i]!;
    let key = 0;
    for (let at = skip, ascii = true; at < skip + KEY_CHARACTERS; at++) {
      const character: number = ascii && at < id.length ? Math.min(id.charCodeAt(at), LAST_ASCII) : 0;
      ascii &&= character < LAST_ASCII;
      key = key * 128 + character;
    }
    keys[i] = key;
  }
  return keys;
}

function commonPrefix(facts: readonly Fact[]): number {
  const first = facts[0]?.id ?? '';
  let length = first.length;
  for (const { id } of facts) {
    let same = 0;
    while (same < length && id.charCodeAt(same) === first.charCodeAt(same)) same++;
    length = same;
    if (length === 0) break;
  }
  return length;
}

/** False when certainly no id comes twice: equal ids have equal fingerprints. */
export function mayRepeat(facts: readonly Fact[]): boolean {
  const prints = new Float64Array(facts.length);
  for (let i = 0; i < facts.length; i++) prints[i] = fingerprint(facts[i]!.id);
  prints.sort();
  for (let i = 1; i < prints.length; i++) if (prints[i] === prints[i - 1]) return true;
  return false;
}

/** 53 bits of two multiplicative hashes. */
function fingerprint(text: string): number {
  let [high, low] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    high = Math.imul(high ^ character, 0x01000193);
    low = Math.imul(low + character, 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
