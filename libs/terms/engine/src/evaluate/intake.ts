import { fail, isLocalDate, type LocalDate } from '@ringvirkning/kernel';
import { dayOf, type Fact, type UnpaidReason } from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import { canonicalOrder, mayRepeat } from './fact-order.js';

export const NONE = -1;
export const UNKNOWN = -2;

/** The facts up to the cut-off in canonical order (date, then id), as columns: a million facts must not become a million objects. */
export interface Intake {
  readonly facts: readonly Fact[];
  readonly day: Int32Array;
  readonly year: Int16Array;
  /** Index of the outcome or measure; `UNKNOWN` for a fact that is not placed. */
  readonly code: Int16Array;
  readonly followUp: Int16Array;
  readonly group: Int16Array;
  readonly cohort: Int16Array;
  /** Number of the person; `NONE` for facts about the contract. */
  readonly person: Int32Array;
  readonly people: number;
  /** 1 where the quantity is absent or one. */
  readonly plainOne: Uint8Array;
  /** Positions of the facts of each code, in order. */
  readonly byCode: readonly Int32Array[];
  /** Facts that cannot be placed: no such date, or a name that the terms do not know. They are in no `byCode`. */
  readonly unplaced: readonly { readonly fact: Fact; readonly reason: UnpaidReason }[];
}

/**
 * Orders and indexes the facts. A fact given twice counts once.
 * @throws DomainError terms.fact-id-reused when two different facts have the same id: the result would depend on their order.
 */
export function consume(plan: Plan, given: readonly Fact[], cutOff: LocalDate): Intake {
  const distinct = mayRepeat(given) ? unique(given) : given;
  const unplaced: { fact: Fact; reason: UnpaidReason }[] = [];
  const { dated, days } = datedUpTo(distinct, dayOf(cutOff), unplaced);
  // Names are looked up in the order given, where neighbours lie together in memory; only the numbers are then put in order.
  const { columns, people } = numbered(plan, dated, days, unplaced);
  unplaced.sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
  const order = canonicalOrder(dated, days);
  const facts = new Array<Fact>(order.length);
  for (let i = 0; i < order.length; i++) facts[i] = dated[order[i]!]!;
  const inOrder = sorter(order);
  const code = inOrder(columns.code);
  return {
    facts,
    day: inOrder(days),
    year: inOrder(columns.year),
    code,
    followUp: inOrder(columns.followUp),
    group: inOrder(columns.group),
    cohort: inOrder(columns.cohort),
    person: inOrder(columns.person),
    people,
    plainOne: inOrder(columns.plainOne),
    byCode: bucket(code, plan.codes.size),
    unplaced,
  };
}

/** Puts columns in order where they are: a second set of them would be the most memory that is needed. */
function sorter(order: Uint32Array): <C extends Int32Array | Int16Array | Uint8Array>(column: C) => C {
  const room = new Int32Array(order.length);
  return (column) => {
    for (let i = 0; i < order.length; i++) room[i] = column[order[i]!]!;
    column.set(room);
    return column;
  };
}

function numbered(
  plan: Plan,
  facts: readonly Fact[],
  days: Int32Array,
  unplaced: { fact: Fact; reason: UnpaidReason }[],
) {
  const column = (): Int16Array => new Int16Array(facts.length);
  const columns = {
    year: column(),
    code: column(),
    followUp: column(),
    group: column(),
    cohort: column(),
    person: new Int32Array(facts.length),
    plainOne: new Uint8Array(facts.length),
  };
  const people = new Map<string, number>();
  const years = new Map<number, number>();
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    let year = years.get(days[i]!);
    if (year === undefined) years.set(days[i]!, (year = Number(fact.on.slice(0, 4))));
    columns.year[i] = year;
    columns.code[i] = indexOf(plan.codes, fact.outcome);
    columns.followUp[i] = indexOf(plan.followUps, fact.followUp);
    columns.group[i] = indexOf(plan.groups, fact.group);
    columns.cohort[i] = indexOf(plan.cohorts, fact.cohort);
    columns.person[i] = numberOf(people, fact.participant);
    if (fact.quantity === undefined || fact.quantity === '1') columns.plainOne[i] = 1;
    const reason = unknownName(columns, i);
    if (reason === undefined) continue;
    unplaced.push({ fact, reason });
    columns.code[i] = UNKNOWN;
  }
  return { columns, people: people.size };
}

const LEFT_OUT = 0x7fffffff;

/** The facts on or before a day, with their days; impossible dates become unplaced. */
function datedUpTo(
  facts: readonly Fact[],
  last: number,
  unplaced: { fact: Fact; reason: UnpaidReason }[],
): { dated: readonly Fact[]; days: Int32Array } {
  const known = new Map<string, number>();
  const days = new Int32Array(facts.length);
  let all = true;
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    let day = known.get(fact.on);
    if (day === undefined) known.set(fact.on, (day = isLocalDate(fact.on) ? dayOf(fact.on) : LEFT_OUT));
    if (day === LEFT_OUT) unplaced.push({ fact, reason: 'invalid-date' });
    days[i] = day <= last ? day : LEFT_OUT;
    all &&= day <= last;
  }
  // A million facts are not copied when all of them stay.
  return all
    ? { dated: facts, days }
    : { dated: facts.filter((_, i) => days[i] !== LEFT_OUT), days: days.filter((day) => day !== LEFT_OUT) };
}

type Names = Pick<Intake, 'code' | 'followUp' | 'group' | 'cohort'>;
function unknownName(columns: Names, i: number): UnpaidReason | undefined {
  if (columns.code[i]! < 0) return 'unknown-outcome';
  if (columns.followUp[i] === UNKNOWN) return 'unknown-follow-up';
  if (columns.cohort[i] === UNKNOWN) return 'unknown-cohort';
  if (columns.group[i] === UNKNOWN) return 'unknown-group';
  return undefined;
}

/** Number of a name; `NONE` when there is none, `UNKNOWN` when the terms do not know it. */
export const indexOf = (names: ReadonlyMap<string, number>, name: string | undefined): number =>
  name === undefined || name === '' ? NONE : (names.get(name) ?? UNKNOWN);

function numberOf(people: Map<string, number>, participant: string | undefined): number {
  if (participant === undefined || participant === '') return NONE;
  const known = people.get(participant);
  if (known !== undefined) return known;
  people.set(participant, people.size);
  return people.size - 1;
}

const FIELDS = [
  'participant',
  'outcome',
  'followUp',
  'on',
  'quantity',
  'cohort',
  'group',
  'payer',
  'paidShare',
] as const;
const sameFact = (a: Fact, b: Fact): boolean => FIELDS.every((field) => a[field] === b[field]);

function unique(facts: readonly Fact[]): readonly Fact[] {
  const byId = new Map<string, Fact>();
  for (const fact of facts) {
    const earlier = byId.get(fact.id);
    if (earlier && !sameFact(earlier, fact)) {
      throw fail.invalid(
        'terms.fact-id-reused',
        `To forskellige resultater har samme id: ${fact.id}.`,
        `Two different facts have the same id: ${fact.id}.`,
      );
    }
    byId.set(fact.id, fact);
  }
  return [...byId.values()];
}

function bucket(codes: Int16Array, size: number): Int32Array[] {
  const sizes = new Int32Array(size);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) sizes[codes[i]!]!++;
  const buckets = Array.from(sizes, (length) => new Int32Array(length));
  const filled = new Int32Array(size);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code >= 0) buckets[code]![filled[code]!++] = i;
  }
  return buckets;
}
