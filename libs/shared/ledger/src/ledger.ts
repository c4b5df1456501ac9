import type { Clock } from '@ringvirkning/kernel';
import { databaseErrorCode, savepoint, type Tx } from '@ringvirkning/persistence';
import { check } from './check.js';
import type {
  Balance,
  BalanceQuery,
  BatchRange,
  EntryPage,
  EntryPageQuery,
  LedgerCheck,
  LedgerEntry,
  NewEntry,
  PostResult,
  Reversal,
} from './entry.js';
import { alreadyReversed, keyReused, unknownEntry } from './errors.js';
import { inputHash, prepare } from './post.js';
import { balances, entryPage, readEntries } from './read.js';
import { POST_ARGUMENTS } from './persistence/schema.js';

const POST = `SELECT repeated_key AS key, encode(repeated_hash, 'hex') AS hash FROM ledger_post(${Array.from({ length: POST_ARGUMENTS }, (_, i) => `$${i + 1}`).join(', ')})`;

/** Entries per round trip; more are sent in several, in the same transaction. */
const CHUNK = 20_000;

/** Double-entry books in the service's own database: append-only, balanced per entry, corrected by reversal. Every call works in the caller's transaction. */
export class Ledger {
  constructor(private readonly clock: Clock) {}

  /**
   * Books entries, one round trip per batch. An entry whose key was booked before with the same content has no second effect.
   * @throws DomainError `ledger.key-reused` (same key, other content), `ledger.not-balanced`, `ledger.moves-nothing`, `ledger.amount-out-of-range`, `ledger.already-reversed`.
   */
  async post(tx: Tx, entries: readonly NewEntry[]): Promise<PostResult> {
    const distinct = withoutDuplicates(entries);
    let posted = 0;
    for (let from = 0; from < distinct.length; from += CHUNK)
      posted += await this.book(tx, distinct.slice(from, from + CHUNK));
    return { posted, repeated: entries.length - posted };
  }

  /**
   * Books an entry, reads it back and undoes both: whether the books take what is booked. Leaves nothing behind.
   * @throws what booking throws; Error when the entry does not read as it was booked.
   */
  async tryOut(tx: Tx, entry: NewEntry): Promise<void> {
    const undone = new Error('undone');
    const trial = savepoint(tx, async () => {
      await this.post(tx, [entry]);
      const [booked] = await this.find(tx, [entry.key]);
      if (booked?.lines.length !== entry.lines.length) throw new Error('what was booked is not in the books');
      throw undone;
    });
    await trial.catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  }

  private async book(tx: Tx, entries: readonly NewEntry[]): Promise<number> {
    const { hashes, args } = prepare(entries, this.clock.now());
    const repeated = await tx.query<{ key: string; hash: string }[]>(POST, [...args]).catch(explained);
    if (repeated.length === 0) return entries.length;
    for (const { key, hash } of repeated) if (hashes.get(key) !== hash) throw keyReused(key);
    const known = new Set(repeated.map(({ key }) => key));
    const rest = entries.filter(({ key }) => !known.has(key));
    return rest.length === 0 ? 0 : this.book(tx, rest);
  }

  /**
   * Takes entries back by mirrored ones with the same dimensions. Repeating a reversal under its key has no second effect.
   * @throws DomainError `ledger.unknown-entry`, `ledger.already-reversed` (under another key).
   */
  async reverse(tx: Tx, reversals: readonly Reversal[]): Promise<PostResult> {
    const originals = new Map(
      (
        await this.find(
          tx,
          reversals.map(({ key }) => key),
        )
      ).map((entry) => [entry.key, entry]),
    );
    return this.post(
      tx,
      reversals.map((reversal) => mirrored(originals.get(reversal.key), reversal)),
    );
  }

  /** The booked entries among these keys, oldest first. */
  find(tx: Tx, keys: readonly string[]): Promise<LedgerEntry[]> {
    return readEntries(tx, 'WHERE idempotency_key = ANY($1::text[])', [[...keys]]);
  }

  /** Sums by account and dimensions, derived from the lines. @throws DomainError `ledger.unknown-field`. */
  balances(tx: Tx, query: BalanceQuery): Promise<Balance[]> {
    return balances(tx, query);
  }

  /** Booked entries in the order of booking. @throws DomainError `ledger.wrong-cursor`. */
  entries(tx: Tx, query: EntryPageQuery): Promise<EntryPage> {
    return entryPage(tx, query);
  }

  /** Proves the books, or some of their batches. `content` also recomputes every entry's hash, which reads all lines. */
  check(
    tx: Tx,
    { content = false, batches }: { readonly content?: boolean; readonly batches?: BatchRange } = {},
  ): Promise<LedgerCheck> {
    return check(tx, content, batches);
  }
}

function withoutDuplicates(entries: readonly NewEntry[]): NewEntry[] {
  const byKey = new Map<string, NewEntry>();
  for (const entry of entries) {
    const first = byKey.get(entry.key);
    if (first && inputHash(first) !== inputHash(entry)) throw keyReused(entry.key);
    if (!first) byKey.set(entry.key, entry);
  }
  return [...byKey.values()];
}

function mirrored(original: LedgerEntry | undefined, { key, reversalKey, effectiveOn, source }: Reversal): NewEntry {
  if (!original) throw unknownEntry(key);
  const lines = original.lines.map((line) => ({ ...line, amount: -line.amount }));
  return {
    key: reversalKey,
    kind: `${original.kind}-reversal`,
    contractId: original.contractId,
    effectiveOn,
    source,
    reverses: key,
    lines,
  };
}

const UNIQUE_VIOLATION = '23505';

/** The database's unique indexes decide between concurrent writers; what they refuse is told in the ledger's words. */
function explained(error: unknown): never {
  if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
  const { constraint, detail } = error as { constraint?: string; detail?: string };
  if (constraint === 'ledger_entry_reversed_once') throw alreadyReversed();
  if (constraint === 'ledger_entry_idempotency_key_key') throw keyReused(/=\((.*)\)/.exec(detail ?? '')?.[1] ?? '?');
  throw error;
}
