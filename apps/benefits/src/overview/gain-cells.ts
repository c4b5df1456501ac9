import type { Cell } from '@ringvirkning/benefits-domain';
import type { Cell as PublishedValue, Cells, Published } from '@ringvirkning/disclosure';
import type { MovesHeard } from '../persistence/moves-heard.store.js';
import type { EveryOutcome } from '../persistence/outcome.store.js';
import type { PublicationPoint } from '../persistence/payment-run.store.js';
import { partyOf, type Contract } from '../purses/contract.js';
import type { worthBy } from '../purses/worth.js';

/** A gain in one purse and year. Whether it is realised is told by the year alone: the day would tell of single people. */
export type Gain = Pick<Cell, 'silo' | 'budgetYear' | 'steeringArea' | 'cashable' | 'amount'> & {
  /** The organisation in whose books it stands; null when they are ours. */
  readonly keptBy: string | null;
  /** Of months that a follow-up is to confirm: what it said is not published, so they stay expected (ADR 96). */
  readonly awaits: boolean;
};

/** Beside each cell, all of its part that the cell does not count; nobody is shown it. */
export const REMAINDER: Gain = {
  silo: '',
  budgetYear: 0,
  steeringArea: null,
  cashable: null,
  keptBy: null,
  amount: 0n,
  awaits: false,
};

interface CountedGain {
  readonly counted: Map<string, string>;
  readonly amounts: Map<string, bigint>;
  value: Gain;
}

/** The claims of each part as they were out with a run. */
export interface PublishedStep {
  readonly no: number;
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/**
 * The claims of each part as they were out with each run that told them, until the first of which some outcome has not arrived here: what is out
 * is the same whenever its outcomes arrive, and what waits for them waits with all that came after.
 */
export function partsByRun(
  runs: readonly PublicationPoint[],
  arrived: ReadonlyMap<string, EveryOutcome>,
): PublishedStep[] {
  const steps: PublishedStep[] = [];
  for (const { no, parts } of runs) {
    if (!parts) continue;
    const now = new Map(steps.at(-1)?.parts);
    for (const { part, came, went } of parts) {
      if (!came.every((id) => arrived.has(id))) return steps;
      const gone = new Set(went);
      now.set(part, [...(now.get(part) ?? []).filter((id) => !gone.has(id)), ...came]);
    }
    steps.push({ no, parts: now });
  }
  return steps;
}

/**
 * Outcomes as they are published with a run: who pays for a person is told as it was known then. Told by what is known today, all that is out would
 * change on the day somebody moves, by that one person.
 */
export function asKnownWith(heard: readonly MovesHeard[]): (outcome: EveryOutcome, no: number) => EveryOutcome {
  const byPerson = Map.groupBy(heard, ({ participantId }) => participantId);
  return (outcome, no) => ({
    ...outcome,
    moves: byPerson.get(outcome.participantId)?.findLast(({ afterRun }) => afterRun < no)?.moves ?? [],
  });
}

/**
 * A part's gains by purse and year. How many claims the part has is told by payments, and what one is worth by the model; so with each cell stands
 * the remainder of the part, which nobody is shown: were it of few people, cell and part together would tell it.
 */
export function gainTable(
  part: string,
  outcomes: readonly EveryOutcome[],
  gains: GainsOf,
  out: Published<Gain>,
): Cells<Gain> {
  const cells = new Map<string, PublishedValue<Gain>>(gainCells(part, outcomes, gains));
  for (const [key, versions] of out)
    if (key.startsWith(`${part} | `) && !cells.has(key) && versions.at(-1)!.value !== REMAINDER)
      cells.set(key, { counted: new Map(), value: { ...versions.at(-1)!.value, amount: 0n } });
  for (const [key, { counted }] of [...cells]) {
    const others = outcomes.filter(({ claimId }) => !counted.has(claimId));
    const remainder = new Map(others.map(({ claimId, participantId }) => [claimId, participantId]));
    cells.set(`${part} | not ${key}`, { counted: remainder, value: REMAINDER });
  }
  return cells;
}

type GainsOf = (outcome: EveryOutcome) => readonly Gain[];

/** What an outcome brings each purse, and in whose books that stands. */
export const gainsOf =
  (contract: Contract, value: ReturnType<typeof worthBy>): GainsOf =>
  (outcome) =>
    value(outcome).pieces.flatMap(({ gains }) =>
      gains.map(({ kind: { line }, amount, awaits }): Gain => {
        const { party, silo, budgetYear, steeringArea = null, cashable = null } = line;
        const keptBy = party === undefined ? null : partyOf(contract, party).organisation;
        return { silo: silo!, budgetYear: budgetYear!, steeringArea, cashable, keptBy, amount, awaits };
      }),
    );

export function gainCells(part: string, outcomes: readonly EveryOutcome[], gains: GainsOf): Map<string, CountedGain> {
  const cells = new Map<string, CountedGain>();
  for (const outcome of outcomes)
    for (const { amount, ...gain } of gains(outcome)) {
      const { silo, budgetYear, steeringArea, cashable, keptBy, awaits } = gain;
      const key = `${part} | ${[silo, budgetYear, steeringArea, cashable, keptBy, awaits].join(' ')}`;
      const cell = cells.get(key) ?? {
        counted: new Map<string, string>(),
        amounts: new Map<string, bigint>(),
        value: { ...gain, amount: 0n },
      };
      cell.counted.set(outcome.claimId, outcome.participantId);
      cell.amounts.set(outcome.claimId, (cell.amounts.get(outcome.claimId) ?? 0n) + amount);
      cell.value = { ...gain, amount: cell.value.amount + amount };
      cells.set(key, cell);
    }
  return cells;
}
