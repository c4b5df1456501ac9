import { Injectable } from '@nestjs/common';
import type { Cell } from '@ringvirkning/benefits-domain';
import { isPending, NOTHING_PUBLISHED, publish, type Cells, type Published } from '@ringvirkning/disclosure';
import { sum, yearOf } from '@ringvirkning/kernel';
import type { PublishedPayment } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { siloOf, type Contract } from '../purses/contract.js';
import { ACCOUNTS, valuer } from '../purses/entries.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeStore, type OutcomeHistory } from '../persistence/outcome.store.js';
import { PaymentRunStore, type PublicationPoint } from '../persistence/payment-run.store.js';

/** A gain in one purse and year. Whether it is realised is told by the year alone: the day would tell of single people. */
type Gain = Pick<Cell, 'silo' | 'budgetYear' | 'steeringArea' | 'cashable' | 'amount'>;
interface Gains {
  readonly out: Published<Gain>;
  readonly now: Cells<Gain>;
}
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
  ) {}

  async of(tx: Tx, contract: Contract): Promise<Cell[]> {
    const runs = await this.runs.ofContract(tx, contract.contractId);
    const last = runs.at(-1);
    if (!last) return [];
    const { out, now } = await this.gains(tx, contract, runs);
    const gained = [...now.keys()].map((key): Cell => {
      const shown = out.get(key)?.at(-1);
      const { value, counted } = shown ?? now.get(key)!;
      const people = new Set(counted.values()).size;
      const basis = value.budgetYear <= yearOf(last.cutOff) ? 'realised' : 'forecast';
      const { contractId } = contract;
      return { figure: 'gained', contractId, basis, ...value, people, behind: isPending(out, now, key) };
    });
    return [...gained.filter(({ amount }) => amount !== 0n), ...paidCells(contract, runs, last)];
  }

  private async gains(tx: Tx, contract: Contract, runs: readonly PublicationPoint[]): Promise<Gains> {
    if (contract.model === null) return { out: NOTHING_PUBLISHED, now: new Map() };
    const key = [contract.contractId, contract.version, contract.model, runs.length].join(' ');
    const known = this.kept.get(key) ?? (await this.compute(tx, contract, contract.model, runs));
    this.kept.delete(key);
    this.kept.set(key, known);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return known;
  }

  private async compute(tx: Tx, contract: Contract, model: string, runs: readonly PublicationPoint[]): Promise<Gains> {
    const { document } = await this.models.get(tx, model);
    const history = await this.outcomes.history(tx, contract.contractId);
    const value = valuer(contract, document, runs.at(-1)!.cutOff);
    let [out, now]: [Published<Gain>, Cells<Gain>] = [NOTHING_PUBLISHED, new Map()];
    for (const { no } of runs) {
      const standing = history.filter(({ fromRun, untilRun }) => fromRun <= no && (untilRun === null || no < untilRun));
      now = gainCells(standing, value);
      out = publish(out, now);
    }
    return { out, now };
  }
}

function gainCells(outcomes: readonly OutcomeHistory[], value: ReturnType<typeof valuer>): Cells<Gain> {
  const cells = new Map<string, { readonly counted: Map<string, string>; value: Gain }>();
  for (const outcome of outcomes)
    for (const line of value(outcome).booking?.entry.lines ?? []) {
      if (line.account !== ACCOUNTS.gain) continue;
      const { silo, budgetYear, steeringArea = null, cashable = null } = line;
      const key = [silo, budgetYear, steeringArea, cashable].join(' ');
      const gain = { silo: silo!, budgetYear: budgetYear!, steeringArea, cashable };
      const cell = cells.get(key) ?? { counted: new Map<string, string>(), value: { ...gain, amount: 0n } };
      cell.counted.set(outcome.claimId, outcome.participantId);
      cell.value = { ...gain, amount: cell.value.amount + line.amount };
      cells.set(key, cell);
    }
  return cells;
}

/** What payments published with the last run; nothing of it for a run from before they did. */
function paidCells(contract: Contract, runs: readonly PublicationPoint[], { published }: PublicationPoint): Cell[] {
  const moved = runs.flatMap((run) =>
    run.payments.map(({ amount, budgetYear = run.budgetYear, payer, payee }) => ({ payer, payee, budgetYear, amount })),
  );
  const cells = (figure: 'paid' | 'received', side: 'payer' | 'payee'): Cell[] =>
    [...Map.groupBy(moved, (each) => `${each.budgetYear} ${each[side]}`).values()].map((of): Cell => {
      const { budgetYear, [side]: party } = of[0]!;
      const key = { contractId: contract.contractId, budgetYear, steeringArea: null, cashable: null, basis: null };
      const told = published?.filter((each) => each.budgetYear === budgetYear && each[side] === party);
      const amount = toldBy(told ?? [], new Set(of.map(({ payer }) => payer)));
      const behind = amount !== sum(of.map((each) => BigInt(each.amount)));
      const shown = amount === null ? WITHHELD : { amount, people: null, behind };
      return { figure, silo: siloOf(contract, party).key, ...key, ...shown };
    });
  return [...cells('paid', 'payer'), ...cells('received', 'payee')].filter(({ amount }) => amount !== 0n);
}

/** The sum of what is told, if it is told of every payer. */
function toldBy(told: readonly PublishedPayment[], payers: ReadonlySet<string>): bigint | null {
  if (told.length < payers.size || told.some(({ paid }) => paid === null)) return null;
  return sum(told.map(({ paid }) => BigInt(paid!)));
}
