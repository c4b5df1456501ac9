import { deepStrictEqual } from 'node:assert/strict';
import { SERVICES } from '@ringvirkning/catalogue';
import type { OneInstance } from '@ringvirkning/embedded';
import { eventually } from '@ringvirkning/testing';
import type { Pair } from './pair.js';

/** What says under which id or when a line was written. */
const TECHNICAL = ['entry_id', 'line_no', 'contract_id', 'claim_id', 'participant_id', 'run_id', 'amount'];
const PLACE = TECHNICAL.reduce((json, column) => `${json} - '${column}'`, 'to_jsonb(l)');
const LINES = `SELECT ${PLACE} AS place, sum(l.amount)::text AS amount, count(*)::int AS lines
  FROM ledger_line l WHERE l.contract_id = $1 GROUP BY 1`;

/** What must come out the same, per service. Money to the øre, by account and everything else that an account is told apart by. */
const BOOKS: Readonly<Record<string, readonly [service: string, sql: string]>> = {
  'sign-offs': ['contracts', 'SELECT role, party FROM sign_off WHERE contract_id = $1'],
  claims: ['outcomes', 'SELECT outcome, achieved_on::text, status FROM claim WHERE contract_id = $1'],
  'payment runs': [
    'payments',
    `SELECT no, status, cut_off::text, facts, result->'payable' AS payable, settlements FROM payment_run WHERE contract_id = $1`,
  ],
  'what is claimed of the partner': [
    'payments',
    `SELECT member, number, content->'amount' AS amount, content->'payments' AS payments, content->'lines' AS lines,
       (SELECT jsonb_agg(type ORDER BY type) FROM partner_claim_word w WHERE w.claim_id = c.claim_id) AS words
     FROM partner_claim c WHERE contract_id = $1`,
  ],
  'what is due to the partner': [
    'payments',
    `SELECT member, number, fault, content->'amount' AS amount, content->'payments' AS payments, content->'lines' AS lines,
       (SELECT jsonb_agg(type ORDER BY type) FROM payment_due_step s WHERE s.due_id = d.due_id) AS steps
     FROM payment_due d WHERE contract_id = $1`,
  ],
  'payments ledger': ['payments', LINES],
  // A gain and its reversal are nothing, however often what a partner gains was told anew meanwhile.
  'benefits ledger': ['benefits', `SELECT place, amount FROM (${LINES}) AS l WHERE amount <> '0'`],
};
/** Books in which each has something; the others are empty on one side. */
const ON_BOTH_SIDES = ['sign-offs', 'payments ledger', 'benefits ledger'];

export type Books = Readonly<Record<string, readonly string[]>>;

/** All books of one contract on both sides, each as a sorted list of rows. */
export async function booksOf({ running, both }: Pair, contractId: string): Promise<Books> {
  const books: Record<string, string[]> = {};
  for (const { instance } of both)
    for (const [book, [service, sql]] of Object.entries(BOOKS)) {
      const rows = await running.at(instance).rows<object>(service, sql, [contractId]);
      books[`${instance}: ${book}`] = rows.map((row) => JSON.stringify(row)).sort();
    }
  return books;
}

/** @throws AssertionError where a book that must have something is empty: nothing would be compared. */
export function checkThatBooksAreKept(books: Books, { both }: Pair): void {
  const kept = (book: string) => both.filter(({ instance }) => books[`${instance}: ${book}`]!.length > 0).length;
  const found = Object.keys(BOOKS).map((book) => [book, kept(book) >= (ON_BOTH_SIDES.includes(book) ? 2 : 1)]);
  deepStrictEqual(
    found,
    Object.keys(BOOKS).map((book) => [book, true]),
  );
}

const BEHIND = `SELECT h.subject, r.upto::text, h.last_seq::text FROM outbox_head h JOIN outbox_receipt r ON r.subject = h.subject WHERE r.upto < h.last_seq
  UNION ALL SELECT subject, NULL, NULL FROM outbox WHERE seq IS NULL`;

/** Waits until every event of both has been consumed by everyone who must, and each holds of the other what that holds itself. */
export function comeToRest({ running, both }: Pair): Promise<void> {
  return eventually(
    async () => {
      for (const { instance } of both) await isIdle(running.at(instance));
      for (const [at, other] of [both, both.toReversed()]) {
        const path = `/api/partnership/members/${other!.instance}/verification`;
        const { outcome } = await at!.api.post<{ outcome: string }>('operator', path, `verify:${crypto.randomUUID()}`);
        deepStrictEqual([at!.instance, outcome], [at!.instance, 'same']);
      }
    },
    { timeout: 120_000, interval: 500 },
  );
}

async function isIdle(instance: OneInstance): Promise<void> {
  for (const service of SERVICES) {
    deepStrictEqual([service, await instance.rows(service, BEHIND)], [service, []]);
    const letters = await instance.rows(service, 'SELECT id, reason FROM dead_letter');
    deepStrictEqual([service, letters], [service, []]);
  }
  for (const service of ['payments', 'benefits']) {
    const unbalanced = 'SELECT entry_id FROM ledger_line GROUP BY entry_id, currency HAVING sum(amount) <> 0';
    deepStrictEqual([service, await instance.rows(service, unbalanced)], [service, []]);
  }
  const open = await instance.rows('partnership', 'SELECT message_id FROM post WHERE content IS NOT NULL');
  deepStrictEqual(open, []);
  const aside = await instance.rows('partnership', 'SELECT reason FROM quarantine');
  deepStrictEqual(aside, []);
}
