import type { Sentence } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { valueWords, wordFor } from './clause-words.js';

/** One clause that differs: where (`outcomes[2].price.amount`, of the newer document; of the older one for what is gone), and in words. */
export interface ClauseDifference extends Sentence {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  /** As it was; absent for what is new. */
  readonly before?: Sentence;
  /** As it is; absent for what is gone. */
  readonly after?: Sentence;
}

interface Place {
  readonly path: string;
  /** What leads there, in words: `Resultat «I bolig» › Pris`. */
  readonly trail: Sentence;
  readonly field: string;
}

const HERE: Place = { path: '', trail: { da: '', en: '' }, field: '' };

/**
 * What differs between two documents of terms, clause by clause, in the order of the newer one. Entries of a list are the same when they are about the same
 * thing (id, code, party, bound …), wherever they stand; that they stand in another order is a difference of its own, as payers are asked in order.
 * Terms with different digests have at least one difference.
 */
export const clauseDifferences = (before: Terms, after: Terms): ClauseDifference[] => compare(before, after, HERE);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfObjects = (value: unknown): value is readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) && value.every(isObject);

function compare(before: unknown, after: unknown, place: Place): ClauseDifference[] {
  if (isObject(before) && isObject(after)) return compareFields(before, after, place);
  if (isListOfObjects(before) && isListOfObjects(after)) return compareLists(before, after, place);
  if (same(before, after)) return [];
  const [was, is] = [describe(place.field, before), describe(place.field, after)];
  if (isNothing(before)) return [added(place, is)];
  if (isNothing(after)) return [removed(place, was)];
  return [
    {
      path: place.path,
      change: 'changed',
      before: was,
      after: is,
      da: `${place.trail.da}: ændret fra ${was.da} til ${is.da}.`,
      en: `${place.trail.en}: changed from ${was.en} to ${is.en}.`,
    },
  ];
}

const isNothing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const added = ({ path, trail }: Place, is: Sentence): ClauseDifference => ({
  path,
  change: 'added',
  after: is,
  da: `${trail.da}: tilføjet (${is.da}).`,
  en: `${trail.en}: added (${is.en}).`,
});
const removed = ({ path, trail }: Place, was: Sentence): ClauseDifference => ({
  path,
  change: 'removed',
  before: was,
  da: `${trail.da}: fjernet (${was.da}).`,
  en: `${trail.en}: removed (${was.en}).`,
});

function compareFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  place: Place,
): ClauseDifference[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...fields].flatMap((field) => compare(before[field], after[field], within(place, field)));
}

function within({ path, trail }: Place, field: string): Place {
  const { da, en } = wordFor(field);
  const lead = (text: string, name: string): string => (text === '' ? name : `${text} › ${name}`);
  return {
    path: path === '' ? field : `${path}.${field}`,
    trail: { da: lead(trail.da, da), en: lead(trail.en, en) },
    field,
  };
}

type Entry = Readonly<Record<string, unknown>>;

function compareLists(before: readonly Entry[], after: readonly Entry[], place: Place): ClauseDifference[] {
  const [old, fresh] = [keyed(before), keyed(after)];
  const found = [...fresh].flatMap(([key, { entry, index }]): ClauseDifference[] => {
    const there = entryOf(place, entry, index);
    const earlier = old.get(key);
    return earlier ? compare(earlier.entry, entry, there) : [added(there, describe(place.field, entry))];
  });
  const gone = [...old].flatMap(([key, { entry, index }]) =>
    fresh.has(key) ? [] : [removed(entryOf(place, entry, index), describe(place.field, entry))],
  );
  return [...found, ...gone, ...reordered([...old.keys()], [...fresh.keys()], place)];
}

function reordered(old: readonly string[], fresh: readonly string[], { path, trail }: Place): ClauseDifference[] {
  const kept = old.filter((key) => fresh.includes(key));
  if (
    same(
      kept,
      fresh.filter((key) => old.includes(key)),
    )
  )
    return [];
  return [
    { path, change: 'reordered', da: `${trail.da}: rækkefølgen er ændret.`, en: `${trail.en}: the order has changed.` },
  ];
}

const entryOf = ({ path, trail, field }: Place, entry: Entry, index: number): Place => {
  const { da, en } = nameOf(entry);
  return { path: `${path}[${index}]`, field, trail: { da: `${trail.da} «${da}»`, en: `${trail.en} «${en}»` } };
};

/** What an entry is about when it has neither id nor code: of two entries that agree in all of these, the first is compared with the first. */
const ABOUT = [
  'party',
  'from',
  'role',
  'step',
  'outcomes',
  'years',
  'followUp',
  'cohort',
  'group',
  'year',
  'at',
  'upTo',
];
const OTHERWISE = ['on', 'fact', 'outcome', 'about', 'title', 'kind', 'value'];

function keyed(entries: readonly Entry[]): Map<string, { readonly entry: Entry; readonly index: number }> {
  const keys = new Map<string, { readonly entry: Entry; readonly index: number }>();
  entries.forEach((entry, index) => {
    const key = identityOf(entry);
    let [free, nth] = [key, 1];
    while (keys.has(free)) free = `${key}#${(nth += 1)}`;
    keys.set(free, { entry, index });
  });
  return keys;
}

/** The name that an entry has in the document itself. */
function ownName({ id, code }: Entry): string | undefined {
  return typeof id === 'string' ? id : typeof code === 'string' ? code : undefined;
}

function identityOf(entry: Entry): string {
  const own = ownName(entry);
  if (own !== undefined) return own;
  const of = (fields: readonly string[]): string =>
    JSON.stringify(fields.flatMap((field) => (entry[field] === undefined ? [] : [[field, entry[field]]])));
  const about = of(ABOUT);
  return about === '[]' ? of(OTHERWISE) : about;
}

/** How people call an entry: by its name in both languages, or what it is about. */
function nameOf(entry: Entry): Sentence {
  const name = entry['name'] ?? entry['title'];
  if (isObject(name)) return { da: String(name['da']), en: String(name['en']) };
  if (typeof name === 'string') return { da: name, en: name };
  const own = ownName(entry);
  if (own !== undefined) return { da: own, en: own };
  const about = [...ABOUT, ...OTHERWISE].flatMap((field) =>
    entry[field] === undefined ? [] : [describe(field, entry[field])],
  );
  return { da: about.map(({ da }) => da).join(' '), en: about.map(({ en }) => en).join(' ') };
}

/** A value or a whole clause in words. */
function describe(field: string, value: unknown): Sentence {
  if (Array.isArray(value)) return joined(value.map((each) => describe(field, each)));
  if (!isObject(value)) return value === undefined ? { da: 'intet', en: 'nothing' } : valueWords(field, value);
  if (Object.keys(value).every((key) => key === 'da' || key === 'en'))
    return { da: String(value['da']), en: String(value['en']) };
  return joined(
    Object.entries(value)
      .filter(([, each]) => !isNothing(each))
      .map(([key, each]) => {
        const [label, words] = [wordFor(key), describe(key, each)];
        return { da: `${label.da.toLowerCase()} ${words.da}`, en: `${label.en.toLowerCase()} ${words.en}` };
      }),
  );
}

const joined = (all: readonly Sentence[]): Sentence => ({
  da: all.map(({ da }) => da).join(', '),
  en: all.map(({ en }) => en).join(', '),
});
