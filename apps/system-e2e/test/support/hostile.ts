/** Texts and values that nobody means. What may never be told or logged holds `4321`, the serial number of an invented person. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  NUL: 'a\0b',
  'half a character': 'a\ud83d',
  'the year 0': '0000-01-01',
  'the year 10000': '10000-01-01',
  'a day that is none': '2025-02-30',
  'a number beyond all': '99999999999999999999999999',
  'a negative number': '-1',
  'no number': 'NaN',
  'a very long text': 'x'.repeat(5_000),
  'a cursor of nonsense': Buffer.from('["a",{"b":[1e400,null]},-1]').toString('base64url'),
  'a cursor of large numbers': Buffer.from('["99999999999999999999","9999-99-99T99:99:99Z"]').toString('base64url'),
  'a statement of SQL': `x'; DROP TABLE contract; --`,
  'a path upwards': '../../../../etc/passwd',
  'a personal number': '010190-4321',
  'a personal number with dots and spaces': 'født 01.01.90 - 4321',
  'a personal number in full width': '０１０１９０４３２１',
  'a personal number with something unseen in it': '0101\u200b90\u200b4321',
};

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

export const HOSTILE_VALUES: Readonly<Record<string, unknown>> = {
  ...HOSTILE_TEXTS,
  'a list': ['a', 'b'],
  'an object': { a: 1 },
  nothing: null,
  truth: true,
  'a fraction': 0.1,
  'a number that is too large': 1e300,
  'lists within each other': deep(30),
  'names of every object': JSON.parse('{"__proto__":{"x":1},"constructor":1,"toString":null}') as unknown,
};

/** The value with each of its members, however deep, replaced in turn. */
export function* replaced(value: unknown, by: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries())
      for (const changed of replaced(item, by)) yield value.map((each, at): unknown => (at === i ? changed : each));
  } else if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value))
      for (const changed of replaced(member, by)) yield { ...value, [key]: changed };
  yield by;
}
