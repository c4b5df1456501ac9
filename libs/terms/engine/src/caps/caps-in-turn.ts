import type { Caps, PlacedCap } from './cap.js';
import { Records } from './records.js';

/**
 * The caps of the versions of a contract. Each row is cut by those of its own version; a cap over the contract, a year or a person counts what it, or one before
 * it that counts the same, let through under earlier terms, and a new one what came to its step.
 */
export class CapsInTurn {
  private readonly records: Records | undefined;
  private version = 0;

  /** @param orders The rows of each version, in order. */
  constructor(
    private readonly versions: readonly Caps[],
    private readonly orders: readonly Uint32Array[],
    rows: number,
  ) {
    this.records = versions.some((caps) => caps.begins) ? new Records(rows) : undefined;
  }

  placed(version: number): readonly PlacedCap[] {
    return this.versions[version]!.placed;
  }

  /** What a row's own caps let through of it; what each cuts off is added to `cut`, at the cap's place. Rows come in their order. */
  pass(version: number, row: number, amount: bigint, cut: bigint[]): bigint {
    while (this.version < version) this.begin((this.version += 1));
    return this.versions[version]!.pass(row, amount, cut, this.records);
  }

  private begin(version: number): void {
    if (this.records === undefined || !this.versions[version]!.begins) return;
    for (const order of this.orders.slice(0, version)) this.versions[version]!.begin(this.records, order);
  }
}
