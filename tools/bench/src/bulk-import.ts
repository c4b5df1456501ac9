import { setTimeout as delay } from 'node:timers/promises';
import type { RunningInstance } from '@ringvirkning/embedded';
import { activateAarhus, attest, importClaims, verify } from '@ringvirkning/seed';
import { apiOf, claimsOf } from './bench-claims.js';
import { timed, type Figure } from './statistics.js';

const OUTCOMES = 20_000;
const BOOKED = {
  payments: `SELECT count(*)::int AS n FROM ledger_entry WHERE contract_id = $1 AND kind = 'accrual'`,
  benefits: `SELECT count(valuation_id)::int AS n FROM outcome WHERE contract_id = $1`,
};

/** A file of claims over HTTP, attested and verified in bulk, until every one of them is booked in both ledgers. */
export async function bulkImport(instance: RunningInstance): Promise<Figure[]> {
  const api = apiOf(instance);
  const contractId = await activateAarhus(api, 'BENCH-BULK');
  const csv = claimsOf(OUTCOMES);
  const [payments, benefits] = [await instance.connect('payments'), await instance.connect('benefits')];
  const booked = async (): Promise<boolean> => {
    const [p, b] = await Promise.all([
      payments.query<{ n: number }>(BOOKED.payments, [contractId]),
      benefits.query<{ n: number }>(BOOKED.benefits, [contractId]),
    ]);
    return p.rows[0]?.n === OUTCOMES && b.rows[0]?.n === OUTCOMES;
  };
  const steps: string[] = [];
  const step = async (name: string, work: () => Promise<unknown>): Promise<number> => {
    const ms = await timed(work);
    steps.push(`${name} ${(ms / 1000).toFixed(1)} s`);
    return ms;
  };
  try {
    const total =
      (await step('import', () => importClaims(api, 'case-worker', contractId, 'bench-bulk', csv))) +
      (await step('attest', () => attest(api, 'department-head', contractId, 'bench-bulk', { all: true }))) +
      (await step('verify', () => verify(api, 'verifier', contractId, 'bench-bulk', { all: true }))) +
      (await step('books', async () => {
        while (!(await booked())) await delay(50);
      }));
    return [
      {
        name: `bulk: ${OUTCOMES} outcomes to final books (${steps.join(', ')})`,
        value: (OUTCOMES / total) * 1000,
        unit: 'outcomes/s',
        bar: 1500,
        better: 'higher',
      },
    ];
  } finally {
    await payments.end();
    await benefits.end();
  }
}
