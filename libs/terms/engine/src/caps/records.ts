import { type Rational, STEPS, type Step } from '@ringvirkning/terms-language';

/** What passed each step of the caps of a contract's versions, row by row: for caps that only a later version has. */
export class Records {
  private readonly amounts: readonly BigInt64Array[];
  /** How much of the quantity passed, where it was a part. */
  readonly parts = new Map<number, Rational>();

  /** @param rows How many there are. */
  constructor(rows: number) {
    this.amounts = STEPS.map(() => new BigInt64Array(rows));
  }

  /** So much of a row is left after a step, and for the steps after it. */
  left(after: Step, row: number, amount: bigint): void {
    for (let i = STEPS.indexOf(after); i < STEPS.length; i++) this.amounts[i]![row] = amount;
  }

  /** What passed a step: where the row's own version had no cap of it, what came to it. */
  amount(step: Step, row: number): bigint {
    return this.amounts[STEPS.indexOf(step)]![row]!;
  }
}
