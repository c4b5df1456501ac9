import { Inject, Injectable } from '@nestjs/common';
import type { Silo } from '@ringvirkning/benefits-domain';
import { dateInDenmark, type Clock, CLOCK } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { SiloStore } from '../persistence/silo.store.js';
import type { Booking } from '../purses/entries.js';

const reversalOf = (key: string): string => `${key}:reversed`;

const notNull = (booking: Booking | null): booking is Booking => booking !== null;

/** The benefits ledger together with the names of the purses it mentions. */
@Injectable()
export class Books {
  constructor(
    private readonly ledger: Ledger,
    private readonly silos: SiloStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Books what is not booked yet; the same booking again has no second effect. */
  async book(tx: Tx, bookings: readonly (Booking | null)[]): Promise<void> {
    const present = bookings.filter(notNull);
    if (present.length === 0) return;
    this.silos.keep(
      tx,
      present.flatMap((booking) => booking.silos),
    );
    await this.ledger.post(
      tx,
      present.map((booking) => booking.entry),
    );
  }

  /** The same of bookings that stay as they were booked first, whatever purses the parties have by now. */
  async bookNew(tx: Tx, bookings: readonly (Booking | null)[]): Promise<void> {
    const present = bookings.filter(notNull);
    if (present.length === 0) return;
    const found = await this.ledger.find(
      tx,
      present.map(({ entry }) => entry.key),
    );
    const booked = new Set(found.map(({ key }) => key));
    await this.book(
      tx,
      present.filter(({ entry }) => !booked.has(entry.key)),
    );
  }

  /** Of each key the first of it, `<key>:again-1`, `<key>:again-2` … whose entry is not taken back: under that it is booked, or can be. */
  async openKeys(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const open = new Map(keys.map((key) => [key, key]));
    let left = [...open.keys()];
    for (let no = 1; left.length > 0; no++) {
      const reversals = left.map((key) => reversalOf(open.get(key)!));
      const reversed = new Set((await this.ledger.find(tx, reversals)).map(({ key }) => key));
      left = left.filter((key) => reversed.has(reversalOf(open.get(key)!)));
      for (const key of left) open.set(key, `${key}:again-${no}`);
    }
    return open;
  }

  /** Keeps names of purses that are spoken of and not booked on. */
  keepNames(tx: Tx, silos: readonly Silo[]): void {
    if (silos.length > 0) this.silos.keep(tx, silos);
  }

  /** Takes entries back by mirrored ones, effective today. */
  async reverse(tx: Tx, entries: readonly { readonly key: string; readonly source: string }[]): Promise<void> {
    if (entries.length === 0) return;
    const effectiveOn = dateInDenmark(this.clock.now());
    await this.ledger.reverse(
      tx,
      entries.map(({ key, source }) => ({ key, reversalKey: reversalOf(key), effectiveOn, source })),
    );
  }

  /** The same for entries that may never have been booked. */
  async reverseIfBooked(tx: Tx, keys: readonly string[], source: string): Promise<void> {
    const found = await this.ledger.find(tx, keys);
    await this.reverse(
      tx,
      found.map((entry) => ({ key: entry.key, source })),
    );
  }
}
