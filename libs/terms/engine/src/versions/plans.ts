import { fail } from '@ringvirkning/kernel';
import { dayOf, restsOn, type Terms } from '@ringvirkning/terms-language';
import { termsDigest } from '../parse/parse-terms.js';
import { build, compile, isRepeatable, type Plan, referredIn } from '../plan.js';
import { versionsUntil, type Version } from './versions.js';

/** A version's plan, and the first and last day (numbers) of what it judges. */
export interface InForce {
  readonly plan: Plan;
  readonly from: number;
  readonly to: number;
}

/** The plans of all versions that hold on or before a day. Names have the same numbers in all of them. */
export interface Plans {
  readonly all: readonly InForce[];
  readonly last: Plan;
  /** Number of the version that holds on a day. */
  readonly at: (day: number) => number;
  /** Numbers of the outcomes, each after those that it rests on in any version. */
  readonly order: readonly number[];
}

/** A contract of one version. */
export const alone = (plan: Plan): Plans => ({
  all: [{ plan, from: -Infinity, to: Infinity }],
  last: plan,
  at: () => 0,
  order: plan.order.map(({ index }) => index),
});

const known = new WeakMap<Terms, Map<number, Plans>>();

/** The plans of a contract at a cut-off; remembered as long as the terms object lives. @throws DomainError as `versionsOf`, and terms.versions-differ */
export function plansAt(terms: Terms, cutOff: string): Plans {
  const versions = versionsUntil(terms, cutOff);
  let kept = known.get(terms);
  if (!kept) known.set(terms, (kept = new Map<number, Plans>()));
  let plans = kept.get(versions.length);
  if (!plans) kept.set(versions.length, (plans = together(versions)));
  return plans;
}

function together(versions: readonly Version[]): Plans {
  if (versions.length === 1) return alone(compile(versions[0]!.terms));
  const terms = versions.map((version) => version.terms);
  const names = namesOf(terms);
  const among = {
    outcomes: names.outcomes.length,
    referred: new Set(terms.flatMap((each) => [...referredIn(each)])),
    repeatable: new Set(terms.flatMap(({ outcomes }) => outcomes.filter(isRepeatable).map(({ code }) => code))),
  };
  const from = versions.map((version) => (version.from === undefined ? -Infinity : dayOf(version.from)));
  const all = terms.map((each, i) => ({
    plan: build(inOrder(each, names), { ...among, digest: termsDigest(each) }),
    from: from[i]!,
    to: (from[i + 1] ?? Infinity) - 1,
  }));
  return {
    all,
    last: all.at(-1)!.plan,
    at: (day) => from.findLastIndex((first) => first <= day),
    order: orderOf(terms, names.outcomes),
  };
}

const LISTS = ['outcomes', 'measures', 'followUps', 'cohorts', 'groups'] as const;
type Names = Readonly<Record<(typeof LISTS)[number], readonly string[]>>;

/** Names in the order in which the versions brought them: those of an earlier version are the first of a later one's. */
function namesOf(terms: readonly Terms[]): Names {
  const of = (list: (typeof LISTS)[number]): string[] => [
    ...new Set(terms.flatMap((each) => each[list].map(({ code }) => code))),
  ];
  return {
    outcomes: of('outcomes'),
    measures: of('measures'),
    followUps: of('followUps'),
    cohorts: of('cohorts'),
    groups: of('groups'),
  };
}

function inOrder(terms: Terms, names: Names): Terms {
  const sorted = LISTS.map((list) => {
    const place = new Map(names[list].map((name, i) => [name, i]));
    const entries = [...terms[list]].sort((a, b) => place.get(a.code)! - place.get(b.code)!);
    if (entries.some(({ code }, i) => place.get(code) !== i)) throw versionsDiffer();
    return [list, entries];
  });
  return { ...terms, ...(Object.fromEntries(sorted) as Pick<Terms, (typeof LISTS)[number]>) };
}

/** @throws DomainError terms.versions-differ when outcomes rest on each other in a circle over the versions */
function orderOf(terms: readonly Terms[], outcomes: readonly string[]): number[] {
  const needs = outcomes.map((code) =>
    terms.flatMap((each) => each.outcomes.filter((outcome) => outcome.code === code).flatMap(restsOn)),
  );
  const order: number[] = [];
  let waiting = [...outcomes.keys()];
  while (waiting.length > 0) {
    const open = new Set(waiting.map((index) => outcomes[index]!));
    const ready = waiting.filter((index) => needs[index]!.every((code) => !open.has(code)));
    if (ready.length === 0) throw versionsDiffer();
    order.push(...ready);
    waiting = waiting.filter((index) => !ready.includes(index));
  }
  return order;
}

const versionsDiffer = () =>
  fail.rule(
    'terms.versions-differ',
    'Kontraktens versioner kan ikke beregnes sammen: navne mangler i en senere version, eller resultater bygger på hinanden i ring.',
    'The versions of the contract cannot be computed together: names are missing in a later version, or outcomes rest on each other in a circle.',
  );
