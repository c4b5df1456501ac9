/** Lists and objects within each other; no contract, fact or request has more than ten. */
const MAX_DEPTH = 32;
/** Values, names and brackets of one document. */
const MAX_PARTS = 150_000;

export type JsonExcess = 'too-deep' | 'too-many-parts';
/** For sentences about what is too much. */
export const JSON_BUDGET = { 'too-deep': MAX_DEPTH, 'too-many-parts': MAX_PARTS } as const;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Why a JSON text is too much to parse, found in one pass that stops where a limit is passed. Whoever walks a parsed document calls itself once per level:
 * a million brackets end a process that `JSON.parse` has survived. Says nothing about whether the text is JSON.
 * @param parts How many are allowed; depth is limited always.
 */
export function jsonExcess(text: string, parts: number = MAX_PARTS): JsonExcess | undefined {
  let [depth, count] = [0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = endOfString(text, i);
    else if (unit === COMMA || unit === COLON) count += 1;
    else if (OPENING.has(unit)) {
      count += 1;
      if ((depth += 1) > MAX_DEPTH) return 'too-deep';
    } else if (CLOSING.has(unit)) depth -= 1;
    if (count > parts) return 'too-many-parts';
  }
  return undefined;
}

/** Where the string ends that begins here; the end of the text when it does not. */
function endOfString(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH) i += 1;
    else if (unit === QUOTE) return i;
  }
  return text.length;
}
