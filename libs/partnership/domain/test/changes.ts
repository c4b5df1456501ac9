export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Another value of the same kind, so that only its meaning is wrong. */
const changed = (value: Json): Json => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 'x';
  if (typeof value !== 'string') return [];
  if (/^\d{4}-.*Z$/.test(value)) return value.replace(/^\d{4}/, '2031');
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return value.replace(/^\d{4}/, '2031');
  const last = value.at(-1);
  return value.slice(0, -1) + (last === 'a' ? 'b' : 'a');
};

/** The document changed in one place: each value another, each member gone, and one more. */
export function* changes(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      for (const other of changes(value[i]!)) yield value.with(i, other);
      yield value.toSpliced(i, 1);
    }
    if (value.length > 0) yield [...value, value[0]!];
    return;
  }
  if (value === null || typeof value !== 'object') {
    yield changed(value);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    for (const other of changes(member)) yield { ...value, [key]: other };
    const { [key]: _, ...rest } = value;
    yield rest;
  }
  yield { ...value, extra: 1 };
}
