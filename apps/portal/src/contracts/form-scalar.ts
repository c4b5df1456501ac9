/** How a value of a field is written in YAML, the same way inside brackets and outside: what could be read as something else is quoted. */

/** Letters first, then what has no meaning in YAML. */
const PLAIN = /^\p{L}[\p{L}\p{N} ._/()%–-]*(?<! )$/u;
/** Words that YAML, or readers of older YAML, take for something else than a text. */
const TAKEN = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const NUMBER = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const textScalar = (text: string): string =>
  PLAIN.test(text) && !TAKEN.test(text) && !text.includes(' #') ? text : JSON.stringify(text);

/** Digits that are a text: a municipality code begins with a nought. */
export const digitsScalar = (text: string): string => (/^\d+$/.test(text) ? `'${text}'` : textScalar(text));

/** A number, a fraction such as 2/3, or a day; while it is being typed, whatever stands there. */
export const numberScalar = (text: string): string => (NUMBER.test(text) || DAY.test(text) ? text : quotedUnless(text));
const quotedUnless = (text: string): string => (/^\d+\/\d+$/.test(text) ? text : textScalar(text));

/** An amount or share as people write it, as the terms do: `1.500.000` and `1,500,000` are one and a half million, `0,5` is a half. */
export function plainNumber(text: string): string {
  const bare = text.trim().replace(/[\s\u00a0]/g, '');
  if (/^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return bare.replaceAll(',', '');
  return /^\d+,\d+$/.test(bare) ? bare.replace(',', '.') : bare;
}

/** Plain data on one line. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${flowText(each)}`)
      .join(', ')} }`;
  return typeof value === 'string' ? textScalar(value) : JSON.stringify(value);
}
