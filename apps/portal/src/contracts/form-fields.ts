import type { Path } from './form-document.js';

/** Codes that the document itself holds: of these lists, by these members. */
export const LISTS_OF_CODES = {
  parties: 'id',
  outcomes: 'code',
  followUps: 'code',
  groups: 'code',
  cohorts: 'code',
  sides: 'id',
} as const;
export type CodeList = keyof typeof LISTS_OF_CODES;

/** What can be chosen: fixed words (with the prefix of their texts), or codes that stand elsewhere in the document. */
export type Options = { readonly words: readonly string[]; readonly prefix: string } | { readonly codes: CodeList };

type Plain = 'text' | 'prose' | 'code' | 'digits' | 'number' | 'date' | 'flag';
/** Only while the entry has one of these words there, or anything where no words are given. */
export interface When {
  readonly at: readonly string[];
  readonly is?: readonly string[];
  /** And while the field itself holds something, so that it can be mended. */
  readonly orHeld?: true;
}

export type FormField = {
  /** Where it stands within its entry; a shape of the entry itself stands at its very place. */
  readonly at: readonly string[];
  readonly required?: true;
  readonly when?: When;
  /** The last word of its label, where the same place means something else in another entry. */
  readonly label?: string;
} & (
  | { readonly kind: Plain }
  | { readonly kind: 'choice' | 'several'; readonly options: Options }
  /** Another choice makes another set of fields: what stood there gives way to this. */
  | { readonly kind: 'shape'; readonly options: Options; readonly shapes: Readonly<Record<string, unknown>> }
);

export interface FormList {
  readonly at: readonly string[];
  readonly fields: readonly FormField[];
  readonly lists?: readonly FormList[];
  readonly when?: When;
  /** What a new entry begins with. */
  readonly fresh: Readonly<Record<string, unknown>>;
}

export interface FormSection {
  readonly name: string;
  readonly fields?: readonly FormField[];
  readonly lists?: readonly FormList[];
}

export const field = (path: string, kind: Plain): FormField => ({ at: path.split('.'), kind });
export const needed = (path: string, kind: Plain): FormField => ({ ...field(path, kind), required: true });
export const words = (prefix: string, ...all: string[]): Options => ({ prefix, words: all });
export const choice = (path: string, options: Options): FormField => ({ at: path.split('.'), kind: 'choice', options });
export const several = (path: string, options: Options): FormField => ({
  at: path.split('.'),
  kind: 'several',
  options,
});
export const codes = (list: CodeList): Options => ({ codes: list });
/** A path as errors and differences write it: `outcomes[0].price.amount`. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

/** The entries of a list in the document that have a code, in its order. */
export function codedIn(
  value: Readonly<Record<string, unknown>>,
  list: CodeList,
): { readonly code: string; readonly entry: Readonly<Record<string, unknown>> }[] {
  const entries = value[list];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    const code = isRecord(entry) ? entry[LISTS_OF_CODES[list]] : undefined;
    return isRecord(entry) && typeof code === 'string' ? [{ code, entry }] : [];
  });
}

/** Whether an entry has so little to say that it stands in one line. */
export const isLine = ({ fields, lists = [] }: FormList): boolean => lists.length === 0 && fields.length <= 3;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, step) =>
      typeof within === 'object' && within !== null ? (within as Record<string | number, unknown>)[step] : undefined,
    value,
  );
}

/** Of a field that belongs to one way of pricing: whether this price has it, or could. */
const OF_PRICE: Readonly<Record<string, readonly string[]>> = {
  'price.amount': ['per-claim', 'per-time', 'per-unit'],
  'price.months': ['per-time'],
  'price.unit': ['per-unit'],
  'price.threshold': ['per-unit', 'tranches'],
  'price.below': ['interpolated'],
  'price.byFollowUp': ['per-claim'],
  'price.steps': ['steps'],
  'price.points': ['interpolated'],
  'price.tranches': ['tranches'],
  'price.tiers': ['by-number'],
};
export function applies({ at, when }: Pick<FormField, 'at' | 'when'>, entry: unknown): boolean {
  if (when) {
    const there = valueAt(entry, when.at);
    const isAsked = when.is ? when.is.includes(String(there)) : there !== undefined;
    return isAsked || (when.orHeld === true && valueAt(entry, at) !== undefined);
  }
  const kinds = OF_PRICE[at.join('.')];
  return !kinds || kinds.includes(String(valueAt(entry, ['price', 'kind'])));
}

/** How its label is called in the texts. */
export const labelOf = ({ at, kind, label }: FormField): string =>
  label ?? (at.length === 0 && kind === 'shape' ? 'kind' : at.join('.'));

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['language']);

/** What the document says beyond the form: the paths of the fields that stay as they are, each once (`outcomes[0].requires`). */
export function beyondForm(value: Readonly<Record<string, unknown>>, sections: readonly FormSection[]): string[] {
  const shown = new Set(
    sections.flatMap(({ fields = [], lists = [] }) => [
      ...patterns([], fields),
      ...lists.flatMap((list) => listPatterns([], list)),
    ]),
  );
  return [...new Set(unshown(value, [], shown))];
}

const patterns = (base: readonly string[], fields: readonly FormField[]): string[] =>
  fields.map(({ at, kind }) => [...base, ...at, ...(kind === 'shape' ? ['kind'] : [])].join('.'));
function listPatterns(base: readonly string[], { at, fields, lists = [] }: FormList): string[] {
  const own = [...base, ...at, '*'];
  return [...patterns(own, fields), ...lists.flatMap((list) => listPatterns(own, list))];
}

function unshown(value: unknown, path: Path, shown: ReadonlySet<string>): string[] {
  const pattern = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
  if (shown.has(pattern) || SHOWN_ELSEWHERE.has(pattern)) return [];
  const isOnTheWay = path.length === 0 || [...shown].some((each) => each.startsWith(`${pattern}.`));
  if (!isOnTheWay || typeof value !== 'object' || value === null) return [pathText(path)];
  return Object.entries(value).flatMap(([key, each]) =>
    unshown(each, [...path, Array.isArray(value) ? Number(key) : key], shown),
  );
}
