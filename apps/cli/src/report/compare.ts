/** One figure that is not the same. */
export interface Difference {
  readonly path: string;
  readonly stated: string;
  readonly computed: string;
}

/** Wording may improve after a run; figures may not change. */
const WORDING = ['sentence'];

/** Every place where two JSON values differ, but for the wording. */
export function differences(stated: unknown, computed: unknown, path = ''): Difference[] {
  if (isObject(stated) && isObject(computed) && Array.isArray(stated) === Array.isArray(computed)) {
    const keys = [...new Set([...Object.keys(stated), ...Object.keys(computed)])].filter(
      (key) => !WORDING.includes(key),
    );
    return keys.flatMap((key) =>
      differences(
        stated[key],
        computed[key],
        Array.isArray(stated) ? `${path}[${key}]` : path ? `${path}.${key}` : key,
      ),
    );
  }
  return stated === computed ? [] : [{ path, stated: show(stated), computed: show(computed) }];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const LONGEST = 120;
const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '–';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};
