import { fail, isLocalDate, type LocalDate } from '@ringvirkning/kernel';
import { dayOf } from '../days.js';
import type { Plan } from '../plan.js';
import type { Fact, UnpaidReason } from '../types.js';

export const NONE = -1;
export const UNKNOWN = -2;

/** The facts up to the cut-off in canonical order (date, then id), as columns: a million facts must not become a million objects. */
export interface Intake {
  readonly facts: readonly Fact[];
  readonly day: Int32Array;
  readonly year: Int32Array;
  /** Index of the outcome or measure; `UNKNOWN` for a fact that is not placed. */
  readonly code: Int32Array;
  readonly followUp: Int32Array;
  readonly group: Int32Array;
  readonly cohort: Int32Array;
  /** Number of the person in order of first appearance; `NONE` for facts about the contract. */
  readonly person: Int32Array;
  readonly people: number;
  /** Positions of the facts of each code, in order. */
  readonly byCode: readonly Int32Array[];
  /** Facts that cannot be placed: no such date, or a name that the terms do not know. They are in no `byCode`. */
  readonly unplaced: readonly { readonly fact: Fact; readonly reason: UnpaidReason }[];
}

/**
 * Orders and indexes the facts. A fact given twice counts once.
 * @throws DomainError terms.fact-id-reused when two different facts have the same id: the result would depend on their order.
 */
export function takeIn(plan: Plan, given: readonly Fact[], cutOff: LocalDate): Intake {
  const dates = new DateCache();
  const unplaced: { fact: Fact; reason: UnpaidReason }[] = [];
  const kept = unique(given).filter((fact) => {
    if (dates.dayOf(fact.on) === undefined) unplaced.push({ fact, reason: 'invalid-date' });
    else return fact.on <= cutOff;
    return false;
  });
  unplaced.sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
  const facts = inOrder(kept, dates);
  const columns = { day: new Int32Array(facts.length), year: new Int32Array(facts.length), code: new Int32Array(facts.length), followUp: new Int32Array(facts.length), group: new Int32Array(facts.length), cohort: new Int32Array(facts.length), person: new Int32Array(facts.length) };
  const people = new Map<string, number>();
  const sizes = new Int32Array(plan.codes.size);
  for (const [i, fact] of facts.entries()) {
    columns.day[i] = dates.dayOf(fact.on)!;
    columns.year[i] = Number(fact.on.slice(0, 4));
    columns.code[i] = indexOf(plan.codes, fact.outcome);
    columns.followUp[i] = indexOf(plan.followUps, fact.followUp);
    columns.group[i] = indexOf(plan.groups, fact.group);
    columns.cohort[i] = indexOf(plan.cohorts, fact.cohort);
    columns.person[i] = numberOf(people, fact.participant);
    const reason = unknownName(columns, i);
    if (reason === undefined) sizes[columns.code[i]!]!++;
    else {
      unplaced.push({ fact, reason });
      columns.code[i] = UNKNOWN;
    }
  }
  return { facts, ...columns, people: people.size, byCode: bucket(columns.code, sizes), unplaced };
}

type Names = Pick<Intake, 'code' | 'followUp' | 'group' | 'cohort'>;
function unknownName(columns: Names, i: number): UnpaidReason | undefined {
  if (columns.code[i]! < 0) return 'unknown-outcome';
  if (columns.followUp[i] === UNKNOWN) return 'unknown-follow-up';
  if (columns.cohort[i] === UNKNOWN) return 'unknown-cohort';
  if (columns.group[i] === UNKNOWN) return 'unknown-group';
  return undefined;
}

const indexOf = (names: ReadonlyMap<string, number>, name: string | undefined): number => (name === undefined || name === '' ? NONE : (names.get(name) ?? UNKNOWN));

function numberOf(people: Map<string, number>, participant: string | undefined): number {
  if (participant === undefined || participant === '') return NONE;
  const known = people.get(participant);
  if (known !== undefined) return known;
  people.set(participant, people.size);
  return people.size - 1;
}

function unique(facts: readonly Fact[]): readonly Fact[] {
  const ids = new Set<string>();
  for (const fact of facts) ids.add(fact.id);
  if (ids.size === facts.length) return facts;
  const byId = new Map<string, Fact>();
  for (const fact of facts) {
    const earlier = byId.get(fact.id);
    if (earlier && factText(earlier) !== factText(fact)) {
      throw fail.invalid('terms.fact-id-reused', `To forskellige resultater har samme id: ${fact.id}.`, `Two different facts have the same id: ${fact.id}.`);
    }
    byId.set(fact.id, fact);
  }
  return [...byId.values()];
}

/** The whole fact as text; fields are parted by a control character that no field may contain unescaped. */
export const factText = (fact: Fact): string =>
  `${field(fact.id)}\u001f${field(fact.participant)}\u001f${field(fact.outcome)}\u001f${field(fact.followUp)}\u001f${field(fact.on)}\u001f${field(fact.quantity)}\u001f${field(fact.cohort)}\u001f${field(fact.group)}\u001f${field(fact.payer)}`;

// eslint-disable-next-line no-control-regex -- the separators themselves
const SEPARATORS = /[\u001b\u001e\u001f]/g;
const field = (text: string | undefined): string => {
  if (text === undefined) return '';
  return SEPARATORS.test(text) ? text.replace(SEPARATORS, (separator) => `\u001b${separator.charCodeAt(0)};`) : text;
};

/** Counting sort by day, then each day by id: much cheaper than comparing a million pairs of strings. */
function inOrder(facts: readonly Fact[], dates: DateCache): Fact[] {
  const byDay = new Map<string, Fact[]>();
  for (const fact of facts) {
    const day = byDay.get(fact.on);
    if (day) day.push(fact);
    else byDay.set(fact.on, [fact]);
  }
  const ordered: Fact[] = [];
  for (const on of [...byDay.keys()].sort((a, b) => dates.dayOf(a)! - dates.dayOf(b)!)) {
    const day = byDay.get(on)!.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const fact of day) ordered.push(fact);
  }
  return ordered;
}

function bucket(codes: Int32Array, sizes: Int32Array): Int32Array[] {
  const buckets = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code >= 0) buckets[code]![filled[code]!++] = i;
  }
  return buckets;
}

class DateCache {
  private readonly days = new Map<string, number | undefined>();
  dayOf(text: string): number | undefined {
    if (this.days.has(text)) return this.days.get(text);
    const day = isLocalDate(text) ? dayOf(text) : undefined;
    this.days.set(text, day);
    return day;
  }
}
