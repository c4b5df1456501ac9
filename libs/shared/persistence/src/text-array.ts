/** What PostgreSQL knows the types by, in every database, and what stands before the text of a value: of `jsonb` the version of its form. */
const TYPES = { text: { oid: 25, mark: '' }, jsonb: { oid: 3802, mark: '\u0001' } } as const;
export type TextType = keyof typeof TYPES;
const NULL = -1;

/**
 * Texts as one parameter of type `text[]` or `jsonb[]`, in the form in which PostgreSQL sends and receives arrays: how many there are, and each behind its
 * length. As a literal every quotation mark would be escaped here, and every letter looked at there.
 */
export function textArray(texts: readonly (string | null | undefined)[], type: TextType = 'text'): Buffer {
  const { oid, mark } = TYPES[type];
  const lengths = texts.map((text) => (text == null ? NULL : mark.length + Buffer.byteLength(text)));
  const isEmpty = texts.length === 0;
  const array = Buffer.allocUnsafe(lengths.reduce((size, length) => size + 4 + Math.max(0, length), isEmpty ? 12 : 20));
  // Dimensions, whether there are nulls, the type; of the one dimension its length and where it begins.
  let at = array.writeInt32BE(isEmpty ? 0 : 1, 0);
  at = array.writeInt32BE(lengths.includes(NULL) ? 1 : 0, at);
  at = array.writeInt32BE(oid, at);
  if (isEmpty) return array;
  at = array.writeInt32BE(texts.length, at);
  at = array.writeInt32BE(1, at);
  for (const [i, text] of texts.entries()) {
    at = array.writeInt32BE(lengths[i]!, at);
    if (text != null) at += array.write(mark + text, at);
  }
  return array;
}
