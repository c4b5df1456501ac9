import { inputHash } from '@ringvirkning/ledger';
import { accrualOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Compared, Difference, OwnBooks } from '@ringvirkning/reconciliation';
import { frozenTerms } from '@ringvirkning/terms';
import type { Fact, Terms } from '@ringvirkning/terms-language';
import type { LocalDate } from '@ringvirkning/kernel';

/** Facts per round: what is computed in between keeps nobody waiting. */
const PAGE = 200;

type Row = Record<'id' | 'contractId' | 'position' | 'hash', string | null> & {
  readonly fact: Fact & { readonly on: LocalDate };
  readonly reversed: boolean;
  readonly takenBack: boolean;
};

/** By the keys of the page alone: a plan that reads the whole ledger for each page would not scale. */
const FACTS = `
  SELECT f.claim_id AS id, f.contract_id AS "contractId", f.position::text AS position, encode(e.input_hash, 'hex') AS hash,
    jsonb_strip_nulls(jsonb_build_object('id', f.claim_id, 'participant', f.participant, 'outcome', f.outcome, 'followUp', f.follow_up, 'on', f.achieved_on,
      'quantity', f.quantity, 'cohort', f.cohort, 'group', f."group", 'payer', f.payer, 'paidShare', f.paid_share)) AS fact,
    r.claim_id IS NOT NULL AS reversed, b.id IS NOT NULL AS "takenBack"
  FROM (SELECT * FROM fact WHERE position > $1 AND ($3::uuid IS NULL OR contract_id = $3) ORDER BY position LIMIT $2) f
  LEFT JOIN fact_reversal r ON r.claim_id = f.claim_id
  LEFT JOIN LATERAL (SELECT * FROM ledger_entry WHERE idempotency_key = 'accrual:' || f.claim_id AND contract_id = f.contract_id LIMIT 1) e ON true
  LEFT JOIN LATERAL (SELECT id FROM ledger_entry WHERE reverses = e.idempotency_key LIMIT 1) b ON true
  ORDER BY f.position`;

/** Accruals of which there is no fact in their contract. */
const STRAY = `
  SELECT e.contract_id AS "contractId", count(*)::integer AS count FROM ledger_entry e
  LEFT JOIN fact f ON f.contract_id = e.contract_id AND 'accrual:' || f.claim_id = e.idempotency_key WHERE e.kind = 'accrual' AND ($1::uuid IS NULL OR e.contract_id = $1) AND f.claim_id IS NULL GROUP BY 1`;

/** Every fact is accrued at its price, to the øre, in terms that were in force; what was reversed is taken back; nothing else is accrued. */
export const accrualsAgree: OwnBooks = {
  kind: 'accruals',
  tables: ['fact', 'ledger_entry'],
  compare: accruals,
};

async function accruals(tx: Tx, ofContract?: string): Promise<Compared> {
  const one = ofContract ?? null;
  const terms = await termsOf(tx, one);
  const [counts, wrong] = [new Map<string, Omit<Difference, 'contractId'>>(), new Set<string>()];
  const add = (contractId: string, told: number, held: number): void => {
    const before = counts.get(contractId) ?? { told: 0, held: 0, aside: 0 };
    counts.set(contractId, { ...before, told: before.told + told, held: before.held + held });
  };
  for (let after = '0'; ;) {
    const rows = await tx.query<Row[]>(FACTS, [after, PAGE, one]);
    for (const row of rows) {
      const contractId = row.contractId!;
      const hashes = hashesOf(terms.get(contractId) ?? [], contractId, row.fact);
      add(contractId, hashes.length > 0 ? 1 : 0, row.hash === null ? 0 : 1);
      const isBooked = row.hash === null ? hashes.length === 0 : hashes.includes(row.hash);
      if (!isBooked || row.takenBack !== (row.reversed && row.hash !== null)) wrong.add(contractId);
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.position!;
  }
  for (const { contractId, count } of await tx.query<{ contractId: string; count: number }[]>(STRAY, [one])) {
    add(contractId, 0, count);
    wrong.add(contractId);
  }
  return {
    contracts: counts.size,
    differing: [...wrong].sort().map((contractId) => ({ contractId, ...counts.get(contractId)! })),
  };
}

/** What may be booked: an accrual keeps the price of the version in which it was made. */
const hashesOf = (versions: readonly Terms[], contractId: string, fact: Row['fact']): string[] =>
  versions.flatMap((terms) => {
    const accrual = accrualOf(terms, contractId, fact, '');
    return accrual ? [inputHash(accrual)] : [];
  });

async function termsOf(tx: Tx, one: string | null): Promise<ReadonlyMap<string, readonly Terms[]>> {
  const rows = await tx.query<{ contractId: string; terms: unknown }[]>(
    'SELECT contract_id AS "contractId", terms FROM contract_version WHERE $1::uuid IS NULL OR contract_id = $1 ORDER BY contract_id, version',
    [one],
  );
  const byContract = new Map<string, Terms[]>();
  for (const { contractId, terms } of rows)
    byContract.set(contractId, [...(byContract.get(contractId) ?? []), frozenTerms(terms)]);
  return byContract;
}
