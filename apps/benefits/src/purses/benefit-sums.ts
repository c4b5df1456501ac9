import { sum } from '@ringvirkning/kernel';
import type { LedgerLine, NewEntry } from '@ringvirkning/ledger';
import { ACCOUNTS, type Booking } from './entries.js';
import type { GainKind, Piece, Worth } from './worth.js';

/** Lines of one entry; an entry that would be longer is several. */
const MOST_LINES = 5_000;
/** Pieces that are counted before they are added up: where outcomes differ there are as many as outcomes. */
const MOST_PIECES = 5_000;

type Head = Omit<NewEntry, 'lines' | 'reverses'>;
interface Sum {
  readonly kind: GainKind;
  readonly amount: bigint;
}

/** What many outcomes bring together: a sum per purse, budget year, consequence and whatever else a line says. */
export class BenefitSums {
  private readonly counted = new Map<Piece, bigint>();
  private readonly sums = new Map<string, Sum>();

  /** @param times how often; negative takes it off. */
  add({ pieces }: Pick<Worth, 'pieces'>, times: 1n | -1n = 1n): void {
    for (const piece of pieces) this.counted.set(piece, (this.counted.get(piece) ?? 0n) + times);
    if (this.counted.size > MOST_PIECES) this.addUp();
  }

  addGain(kind: GainKind, amount: bigint): void {
    this.sums.set(kind.key, { kind, amount: (this.sums.get(kind.key)?.amount ?? 0n) + amount });
  }

  /** Without those that come to nothing, in an order of their own. */
  all(): Sum[] {
    this.addUp();
    return [...this.sums.values()]
      .filter(({ amount }) => amount !== 0n)
      .sort((a, b) => (a.kind.key < b.kind.key ? -1 : 1));
  }

  /** Over all purses, in minor units. */
  total(): bigint {
    return sum(this.all().map(({ amount }) => amount));
  }

  /** The entries that book all of it: each balances by what the interventions made (`effect`), per kind of outcome. */
  bookings({ key, ...head }: Head): Booking[] {
    const all = this.all();
    return Array.from({ length: Math.ceil(all.length / MOST_LINES) }, (_, part) => {
      const of = all.slice(part * MOST_LINES, (part + 1) * MOST_LINES);
      const gains = of.map(({ kind, amount }): LedgerLine => ({ ...kind.line, amount }));
      return {
        entry: { ...head, key: part === 0 ? key : `${key}:${part + 1}`, lines: [...gains, ...effects(gains)] },
        silos: of.flatMap(({ kind }) => kind.silo ?? []),
      };
    });
  }

  private addUp(): void {
    for (const [{ gains }, times] of this.counted)
      if (times !== 0n) for (const { kind, amount } of gains) this.addGain(kind, amount * times);
    this.counted.clear();
  }
}

const effects = (gains: readonly LedgerLine[]): LedgerLine[] =>
  [...Map.groupBy(gains, ({ outcome, currency }) => `${currency} ${outcome}`).values()]
    .map((of) => ({ ...of[0]!, amount: -sum(of.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== 0n)
    .map(({ outcome, currency, amount }) => ({ account: ACCOUNTS.effect, amount, currency, outcome: outcome! }));
