import type { Ledger, LedgerCheck } from '@ringvirkning/ledger';
import type { Finding } from './finding.js';
import type { SealedSource } from './source.js';

/** Name of the source by which a ledger is known. */
export const LEDGER = 'ledger_batch';
/** A batch may hold 20,000 entries. */
const BATCHES = 25;

/** The books: each batch, with the check of its entries' content, and each entry. Lines are in the hash that an entry was booked with. */
export const ledgerSources = (ledger: Pick<Ledger, 'check'>): readonly SealedSource[] => [
  {
    name: LEDGER,
    from: 'ledger_batch b',
    id: `b.contract_id || ':' || b.number`,
    place: 'b.id',
    content: ['b.entries', 'b.digest', 'b.chain', 'b.booked_at'],
    page: BATCHES,
    inspect: async (tx, from, to) => found(await ledger.check(tx, { content: true, batches: { from, to } }), from),
  },
  {
    name: 'ledger_entry',
    from: 'ledger_entry e',
    id: 'e.id',
    place: 'e.id',
    content: [
      'e.contract_id',
      'e.idempotency_key',
      'e.input_hash',
      'e.line_count',
      'e.effective_on',
      'e.booked_at',
      'e.kind',
      'e.source',
      'e.reverses',
    ],
  },
];

function found({ ok, ...check }: LedgerCheck, from: bigint): Finding[] {
  if (ok) return [];
  const count = check.orphanLines + check.incompleteEntries + check.brokenBatches + (check.changedEntries ?? 0);
  return [{ code: 'books', source: 'ledger', count, first: `batch ≥ ${from}` }];
}
