import type { Currency, Instant, LocalDate } from '@ringvirkning/kernel';

/**
 * The dimensions of a line. They say whose money it is and what it is for; balances can be filtered and grouped by any of them.
 * A dimension that does not apply is left out (null in the database).
 */
export interface Dimensions {
  /** Party whose purse it is, and the party on the other side. */
  readonly party?: string;
  readonly counterparty?: string;
  /** Silo: stable key of a purse, e.g. `municipality:0751/social`. */
  readonly silo?: string;
  readonly treasury?: string;
  readonly department?: string;
  readonly budgetYear?: number;
  /** Danish steering area: service, transfers, construction. */
  readonly steeringArea?: string;
  /** Account string of the authorised chart of accounts. */
  readonly accountString?: string;
  readonly outcome?: string;
  readonly followUp?: string;
  readonly consequence?: string;
  readonly cashable?: boolean;
  readonly basis?: 'forecast' | 'realised';
}

/** One posting. `amount` is in minor units and never zero: debit is positive, credit negative. */
export interface LedgerLine extends Dimensions {
  readonly account: string;
  readonly amount: bigint;
  readonly currency: Currency;
}

/** What is to be booked. The lines sum to zero per currency. */
export interface NewEntry {
  /** Permanent idempotency key: the same key with the same content is booked once, for ever; with other content it is a conflict. */
  readonly key: string;
  /** What happened, e.g. `accrual`. */
  readonly kind: string;
  readonly contractId: string;
  /** The day it counts from; budget years follow this day, not the moment of booking. */
  readonly effectiveOn: LocalDate;
  /** Where it came from: the id of an event, a run, … Not part of the content that must stay the same. */
  readonly source: string;
  /** The key of the entry that this one takes back. */
  readonly reverses?: string;
  readonly lines: readonly LedgerLine[];
}

/** A booked entry. */
export interface LedgerEntry extends NewEntry {
  readonly id: string;
  readonly bookedAt: Instant;
}

export interface PostResult {
  readonly posted: number;
  /** Entries that were booked before, with the same content. */
  readonly repeated: number;
}

/** Takes back the entry with `key` by a mirrored entry under `reversalKey`. */
export interface Reversal {
  readonly key: string;
  readonly reversalKey: string;
  readonly effectiveOn: LocalDate;
  readonly source: string;
}

/** The fields a balance can be asked by. */
export type BalanceField = 'account' | 'contractId' | 'currency' | keyof Dimensions;

export interface BalanceQuery {
  /** Only lines with these values; several values of a field are alternatives. */
  readonly filter?: Partial<Record<BalanceField, string | number | boolean | readonly (string | number | boolean)[]>>;
  /** One balance per combination of these fields. Currency is always kept apart. */
  readonly groupBy?: readonly BalanceField[];
  /** Only entries effective up to and including this day. */
  readonly effectiveTo?: LocalDate;
}

export interface Balance extends Dimensions {
  readonly account?: string;
  readonly contractId?: string;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly lines: number;
}

export interface EntryPageQuery {
  readonly contractId?: string | undefined;
  readonly kind?: string | undefined;
  readonly limit?: number | undefined;
  /** Cursor: `next` of the page before. */
  readonly after?: string | undefined;
}

export interface EntryPage {
  readonly items: readonly LedgerEntry[];
  readonly next: string | null;
}

/** Batches from and including `from`, up to and not including `to`; all the later ones without. */
export interface BatchRange {
  readonly from: bigint;
  readonly to?: bigint | undefined;
}

/** What a check found; a sound ledger has `imbalance` 0 and nothing else either. */
export interface LedgerCheck {
  readonly ok: boolean;
  readonly entries: number;
  readonly lines: number;
  /** Sum of the absolute imbalances per entry and currency, minor units. */
  readonly imbalance: string;
  /** Lines without an entry, or (when content is looked at) of another contract than their entry. */
  readonly orphanLines: number;
  /** Entries that do not have the lines they were booked with. */
  readonly incompleteEntries: number;
  /** Batches whose digest or link to the batch before does not fit. */
  readonly brokenBatches: number;
  /** Entries whose content no longer fits their hash; null when that was not looked at. */
  readonly changedEntries: number | null;
}
