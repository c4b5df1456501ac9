import { Injectable } from '@nestjs/common';
import type { Cell, ToldFigure } from '@ringvirkning/benefits-domain';
import {
  FEWEST_PEOPLE,
  NOTHING_PUBLISHED,
  publishTables,
  shown,
  type Cells,
  type Published,
} from '@ringvirkning/disclosure';
import { sum, yearOf, type Instant } from '@ringvirkning/kernel';
import type { PublishedPayment } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { MovesHeardStore } from '../persistence/moves-heard.store.js';
import { isElsewhere, partyOf, siloOf, type Contract } from '../purses/contract.js';
import { worthBy } from '../purses/worth.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeStore, type EveryOutcome } from '../persistence/outcome.store.js';
import { PaymentRunStore, type PublicationPoint } from '../persistence/payment-run.store.js';
import { asKnownWith, gainCells, gainsOf, gainTable, partsByRun, REMAINDER, type Gain } from './gain-cells.js';

/** What is out of a figure, and the organisation in whose books it stands; null when they are ours. */
export interface PublishedCell extends Cell {
  readonly figure: ToldFigure;
  readonly keptBy: string | null;
}

interface Gains {
  /** Per part, what is out of it, and how it is now. */
  readonly out: Published<Gain>;
  readonly tables: readonly Cells<Gain>[];
  /** Outcomes in no part that is out. */
  readonly untold: Cells<Gain>;
}
const NOTHING: Gains = { out: NOTHING_PUBLISHED, tables: [], untold: new Map() };
/** A figure that is there, and is not shown. */
const WITHHELD = { amount: 1n, people: 0 };
const KEPT = 50;

/** What outsiders see of contracts: the figures published with their authorised payment runs, whenever they look. */
@Injectable()
export class PublishedCells {
  private readonly kept = new Map<string, Gains>();

  constructor(
    private readonly models: ModelStore,
    private readonly outcomes: OutcomeStore,
    private readonly runs: PaymentRunStore,
    private readonly moves: MovesHeardStore,
  ) {}

  async of(tx: Tx, contract: Contract): Promise<PublishedCell[]> {
    const runs = await this.runs.ofContract(tx, contract.contractId);
    const last = runs.at(-1);
    if (!last) return [];
    const { out, tables, untold } = await this.gains(tx, contract, runs);
    const basis = ({ budgetYear, awaits }: Gain) =>
      !awaits && budgetYear <= yearOf(last.cutOff) ? 'realised' : 'forecast';
    const cell = (value: Gain, people: number, behind: boolean): PublishedCell => {
      const { contractId } = contract;
      const { awaits: _, ...gain } = value;
      return { figure: 'gained', contractId, basis: basis(value), ...gain, people, behind };
    };
    const told = tables.flatMap((table) => {
      const behind = [...table].some(([key, { counted }]) => !isOut(out, key, counted));
      return [...table].flatMap(([key, now]) => {
        if (now.value === REMAINDER) return [];
        const value = shown(out, key);
        return value ? [cell(value, FEWEST_PEOPLE, behind)] : [cell({ ...now.value, ...WITHHELD }, 0, true)];
      });
    });
    const rest = [...untold.values()].map(({ value }) => cell({ ...value, ...WITHHELD }, 0, true));
    return [...[...told, ...rest].filter(({ amount }) => amount !== 0n), ...paidCells(contract, runs, last)];
  }

  private async gains(tx: Tx, contract: Contract, runs: readonly PublicationPoint[]): Promise<Gains> {
    if (contract.model === null) return NOTHING;
    const { outcomes, reversed } = await this.outcomes.counts(tx, contract.contractId);
    const key = [contract.contractId, contract.version, contract.model, runs.length, outcomes, reversed].join(' ');
    const known = this.kept.get(key) ?? (await this.compute(tx, contract, contract.model, runs));
    this.kept.delete(key);
    this.kept.set(key, known);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return known;
  }

  private async compute(tx: Tx, contract: Contract, model: string, runs: readonly PublicationPoint[]): Promise<Gains> {
    const { document } = await this.models.get(tx, model);
    const last = runs.at(-1)!;
    const outcomes = await this.outcomesOf(tx, contract.contractId, last.authorisedAt);
    const gains = gainsOf(contract, worthBy(contract, document, last.cutOff));
    const known = asKnownWith(await this.moves.ofContract(tx, contract.contractId));
    const steps = partsByRun(runs, outcomes);
    let out: Published<Gain> = NOTHING_PUBLISHED;
    let tables: Cells<Gain>[] = [];
    for (const { no, parts } of steps) {
      const asOf = (ids: readonly string[]) => ids.map((id) => known(outcomes.get(id)!, no));
      tables = [...parts].map(([part, ids]) => gainTable(part, asOf(ids), gains, out));
      out = publishTables(out, tables);
    }
    const told = new Set([...(steps.at(-1)?.parts.values() ?? [])].flat());
    const untold = [...outcomes.values()]
      .filter(({ claimId, on, stood }) => on <= last.cutOff && stood && !told.has(claimId))
      .map((outcome) => known(outcome, last.no));
    return { out, tables, untold: gainCells('', untold, gains) };
  }

  private async outcomesOf(tx: Tx, contractId: string, at: Instant): Promise<Map<string, EveryOutcome>> {
    return new Map((await this.outcomes.everOf(tx, contractId, at)).map((each) => [each.claimId, each]));
  }
}

const isOut = (out: Published<Gain>, key: string, counted: ReadonlyMap<string, string>): boolean => {
  const last = out.get(key)?.at(-1)?.counted ?? new Map<string, string>();
  return last.size === counted.size && [...counted.keys()].every((id) => last.has(id));
};

/** What payments published with the last run; nothing of it for a run from before they did. */
function paidCells(
  contract: Contract,
  runs: readonly PublicationPoint[],
  { published }: PublicationPoint,
): PublishedCell[] {
  const keeperOf = (payer: string): string | null => {
    const party = partyOf(contract, payer);
    return isElsewhere(contract, party) ? party.organisation : null;
  };
  const moved = runs.flatMap((run) =>
    run.payments.map(({ amount, budgetYear = run.budgetYear, payer, payee }) => ({
      ...{ payer, payee, budgetYear, amount },
      keptBy: keeperOf(payer),
    })),
  );
  const cells = (figure: 'paid' | 'received', side: 'payer' | 'payee'): PublishedCell[] =>
    [...Map.groupBy(moved, (each) => `${each.budgetYear} ${each[side]} ${each.keptBy}`).values()].map(
      (of): PublishedCell => {
        const { budgetYear, keptBy, [side]: party } = of[0]!;
        const { contractId } = contract;
        const key = { contractId, budgetYear, steeringArea: null, cashable: null, basis: null, keptBy };
        const told = published?.filter(
          (each) => each.budgetYear === budgetYear && each[side] === party && keeperOf(each.payer) === keptBy,
        );
        const amount = toldBy(told ?? [], new Set(of.map(({ payer }) => payer)));
        const behind = amount !== sum(of.map((each) => BigInt(each.amount)));
        const shown = amount === null ? WITHHELD : { amount, people: null, behind };
        return { figure, silo: siloOf(contract, party).key, ...key, ...shown };
      },
    );
  return [...cells('paid', 'payer'), ...cells('received', 'payee')].filter(({ amount }) => amount !== 0n);
}

/** The sum of what is told, if it is told of every payer. */
function toldBy(told: readonly PublishedPayment[], payers: ReadonlySet<string>): bigint | null {
  if (told.length < payers.size || told.some(({ paid }) => paid === null)) return null;
  return sum(told.map(({ paid }) => BigInt(paid!)));
}
