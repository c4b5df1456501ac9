import type { Sentence } from '@ringvirkning/kernel';
import { KINDS, type Named, type OutcomeKind } from '@ringvirkning/terms-language';
import { joined, suggestion } from './messages.js';
import type { Problem } from './problem.js';
import type { Path } from './read.js';

type Names = 'party' | 'follow-up' | 'cohort' | 'group' | 'scale' | 'measure' | 'outcome' | 'fact';
const WORDS: Record<Names, Sentence> = {
  party: { da: 'part', en: 'a party' },
  'follow-up': { da: 'opfølgning', en: 'a follow-up' },
  cohort: { da: 'årgang (cohort)', en: 'a cohort' },
  group: { da: 'målgruppe (group)', en: 'a group' },
  scale: { da: 'skala (scale)', en: 'a scale' },
  measure: { da: 'måling (measure)', en: 'a measure' },
  outcome: { da: 'resultat (outcome)', en: 'an outcome' },
  fact: { da: 'resultat eller måling', en: 'an outcome or measure' },
};

/** Where names are declared: list and key. */
const DECLARED: readonly [Names, string, string][] = [
  ['party', 'parties', 'id'],
  ['follow-up', 'followUps', 'code'],
  ['cohort', 'cohorts', 'code'],
  ['group', 'groups', 'code'],
  ['scale', 'scales', 'id'],
  ['measure', 'measures', 'code'],
  ['outcome', 'outcomes', 'code'],
];

/** Where names are used in any document; `*` is every entry of a list. What an outcome names for its kind's sake, the kind says. */
const USED: readonly [Names, string][] = [
  ['party', 'signOffs.*.party'],
  ['party', 'payers.parts.*.party'],
  ['party', 'payers.otherwise'],
  ['party', 'payees.*.party'],
  ['party', 'payees.*.from'],
  ['party', 'capital.*.party'],
  ['party', 'capital.*.covers.*'],
  ['outcome', 'capital.*.coupon.outcome'],
  ['follow-up', 'outcomes.*.followUps.*'],
  ['follow-up', 'outcomes.*.planned.*.followUp'],
  ['follow-up', 'outcomes.*.requires.*.followUp'],
  ['follow-up', 'outcomes.*.unless.*.followUp'],
  ['follow-up', 'outcomes.*.requires.*.or.*.followUp'],
  ['follow-up', 'outcomes.*.unless.*.or.*.followUp'],
  ['cohort', 'outcomes.*.cohorts.*'],
  ['cohort', 'outcomes.*.planned.*.cohort'],
  ['cohort', 'caps.*.cohorts.*'],
  ['group', 'outcomes.*.groups.*'],
  ['group', 'caps.*.groups.*'],
  ['scale', 'measures.*.scale'],
  ['fact', 'outcomes.*.requires.*.fact'],
  ['fact', 'outcomes.*.unless.*.fact'],
  ['fact', 'outcomes.*.requires.*.or.*.fact'],
  ['fact', 'outcomes.*.unless.*.or.*.fact'],
  ['outcome', 'caps.*.outcomes.*'],
  ['outcome', 'floors.*.outcomes.*'],
  ['outcome', 'payers.parts.*.outcomes.*'],
  ['outcome', 'payees.*.outcomes.*'],
  ...['price', 'laterPrices.*.price'].flatMap((price): [Names, string][] => [
    ['follow-up', `outcomes.*.${price}.byFollowUp.*.followUp`],
    ['follow-up', `outcomes.*.${price}.tranches.*.requires.*.followUp`],
    ['follow-up', `outcomes.*.${price}.tranches.*.requires.*.or.*.followUp`],
    ['fact', `outcomes.*.${price}.tranches.*.requires.*.fact`],
    ['fact', `outcomes.*.${price}.tranches.*.requires.*.or.*.fact`],
  ]),
];

/** Names that every document knows without declaring them. */
const BUILT_IN: Partial<Record<string, readonly string[]>> = { 'payers.parts.*.party': ['of-participant'] };

/** Undeclared and twice declared names. Works on the raw document, so that these errors are found together with the others. */
export function checkReferences(raw: unknown): Problem[] {
  const known = new Map<Names, Set<string>>();
  const problems: Problem[] = [];
  for (const [name, list, key] of DECLARED) {
    const names = new Map<string, Path>();
    for (const { path, value } of visitPath(raw, [list, '*', key])) {
      if (typeof value !== 'string') continue;
      const first = names.get(value);
      if (first)
        problems.push({
          code: 'terms.declared-twice',
          path,
          first,
          da: `«${value}» er angivet to gange.`,
          en: `«${value}» is declared twice.`,
        });
      else names.set(value, path);
    }
    known.set(name, new Set(names.keys()));
  }
  for (const outcome of known.get('outcome')!) {
    if (known.get('measure')!.has(outcome))
      problems.push({
        code: 'terms.declared-twice',
        path: ['measures'],
        da: `«${outcome}» er både resultat og måling.`,
        en: `«${outcome}» is both an outcome and a measure.`,
      });
  }
  known.set('fact', new Set([...known.get('outcome')!, ...known.get('measure')!]));
  for (const { name, path, value, builtIn } of usedIn(raw)) {
    if (typeof value !== 'string' || known.get(name)!.has(value) || builtIn.includes(value)) continue;
    const word = WORDS[name];
    const declared = [...known.get(name)!, ...builtIn];
    const undeclared = {
      da: `«${value}» er ikke angivet som ${word.da} i dokumentet.`,
      en: `«${value}» is not declared in the document as ${word.en}.`,
    };
    problems.push({
      code: 'terms.unknown-reference',
      path,
      ...(problems.length < MANY_PROBLEMS
        ? joined(joined(undeclared, suggestion(value, declared)), declaredWords(declared))
        : undeclared),
    });
  }
  return problems;
}

interface Used {
  readonly name: Names;
  readonly path: Path;
  readonly value: unknown;
  readonly builtIn: readonly string[];
}

/** Every name that the document uses: those of all documents, and those of each outcome's kind. */
function* usedIn(raw: unknown): Generator<Used> {
  for (const [name, pattern] of USED)
    for (const used of visitPath(raw, pattern.split('.'))) yield { ...used, name, builtIn: BUILT_IN[pattern] ?? [] };
  for (const { path, value: outcome } of visitPath(raw, ['outcomes', '*'])) {
    const kind = (outcome as { kind?: unknown } | null)?.kind;
    if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) continue;
    for (const { at, is } of KINDS[kind as OutcomeKind].names)
      for (const used of visitPath(outcome, at.split('.'), path)) yield { ...used, name: NAMES[is], builtIn: [] };
  }
}
const NAMES = { measure: 'measure', fact: 'fact', value: 'outcome' } as const satisfies Record<Named['is'], Names>;

const MANY = 20;
/** Whoever has more wrong names than this is not helped by a suggestion for each, and comparing takes time. */
const MANY_PROBLEMS = 200;
const declaredWords = (names: readonly string[]): Sentence => {
  const some = names.length > MANY ? [...names.slice(0, MANY), '…'].join(', ') : names.join(', ');
  return names.length === 0
    ? { da: 'Der er ingen.', en: 'There are none.' }
    : { da: `Angivet: ${some}.`, en: `Declared: ${some}.` };
};

function* visitPath(
  value: unknown,
  steps: readonly string[],
  path: Path = [],
): Generator<{ path: Path; value: unknown }> {
  if (steps.length === 0) {
    yield { path, value };
    return;
  }
  const [step, ...rest] = steps as [string, ...string[]];
  if (step === '*') {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) yield* visitPath(item, rest, [...path, index]);
  } else if (value !== null && typeof value === 'object' && Object.hasOwn(value, step)) {
    yield* visitPath((value as Record<string, unknown>)[step], rest, [...path, step]);
  }
}
