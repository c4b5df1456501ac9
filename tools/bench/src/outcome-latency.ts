import { setTimeout as delay } from 'node:timers/promises';
import type { RunningInstance } from '@ringvirkning/embedded';
import { activateAarhus, attest, claimIds, clientCredentials, importClaims } from '@ringvirkning/seed';
import { apiOf, claimsOf } from './bench-claims.js';
import { keepAlivePost } from './keep-alive-post.js';
import { percentile, type Figure } from './statistics.js';

const RATE = 200;
/** Twelve seconds, first at half the rate, in which code is compiled and connections are opened; then the ten that count. */
const WARM_UP = [
  { rate: RATE / 2, claims: 800 },
  { rate: RATE, claims: 800 },
];
const MEASURED = { rate: RATE, claims: 2_000 };
const PHASES = [...WARM_UP, MEASURED];
const CLAIMS = PHASES.reduce((sum, { claims }) => sum + claims, 0);
const PATIENCE_MS = 30_000;
/** How much later than true we may see an entry: latencies are too long by half of it, never too short. */
const LOOK_EVERY_MS = 20;

/** The claims that new entries of a ledger are about: payments' are in their keys, benefits' in the valuation that an entry books. */
const ENTRIES = {
  payments: 'SELECT id, idempotency_key AS claims FROM ledger_entry WHERE contract_id = $1 AND id > $2 ORDER BY id',
  benefits: `SELECT e.id, v.claims::text AS claims FROM ledger_entry e JOIN valuation v ON v.valuation_id::text = e.source WHERE e.contract_id = $1 AND e.id > $2 ORDER BY e.id`,
};

/** Sees new ledger entries as another reader of the database would, and when. */
async function watch(
  instance: RunningInstance,
  service: keyof typeof ENTRIES,
  contractId: string,
  seen: Map<string, number>,
  stop: AbortSignal,
): Promise<void> {
  const client = await instance.connect(service);
  let last = '0';
  try {
    while (!stop.aborted) {
      const { rows } = await client.query<{ id: string; claims: string }>(ENTRIES[service], [contractId, last]);
      const now = performance.now();
      for (const { id, claims } of rows) {
        last = id;
        for (const claimId of claims.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []) seen.set(claimId, now);
      }
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    await client.end();
  }
}

/** From sending the verification of one claim through the gateway until both ledgers show it, at a steady rate. */
export async function outcomeLatency(instance: RunningInstance): Promise<Figure[]> {
  const api = apiOf(instance);
  const contractId = await activateAarhus(api, 'BENCH-LATENCY');
  await importClaims(api, 'case-worker', contractId, 'bench-latency', claimsOf(CLAIMS));
  await attest(api, 'department-head', contractId, 'bench-latency', { all: true });
  const ids = [...(await claimIds(api, contractId)).values()];
  const [sent, payments, benefits] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const stop = new AbortController();
  const watching = Promise.all([
    watch(instance, 'payments', contractId, payments, stop.signal),
    watch(instance, 'benefits', contractId, benefits, stop.signal),
  ]);
  const { post, close } = keepAlivePost(instance.overview.url);
  const [token, body] = [
    await clientCredentials(instance.seedClient)('verifier'),
    JSON.stringify({ decision: 'approved' }),
  ];
  const refused = new Set<string>();
  let took: number;
  try {
    took = await atRates(ids, async (claimId) => {
      sent.set(claimId, performance.now());
      await post(`/api/outcomes/claims/${claimId}/verification`, token, `bench:${claimId}`, body).catch(() =>
        refused.add(claimId),
      );
    });
    const deadline = performance.now() + PATIENCE_MS;
    while (
      ids.some((id) => !refused.has(id) && !(payments.has(id) && benefits.has(id))) &&
      performance.now() < deadline
    )
      await delay(20);
  } finally {
    stop.abort();
    close();
    await watching;
  }
  const latencies = ids
    .slice(-MEASURED.claims)
    .map((id) => Math.max(payments.get(id) ?? Infinity, benefits.get(id) ?? Infinity) - sent.get(id)!);
  const rate = (MEASURED.claims / took) * 1000;
  const figure = (name: string, value: number, bar: number): Figure => ({
    name: `latency: verification → both ledgers, ${name}`,
    value,
    unit: 'ms',
    bar,
    better: 'lower',
  });
  return [
    figure(`p50 at ${rate.toFixed(0)}/s`, percentile(latencies, 0.5), 250),
    figure(
      `p99 at ${rate.toFixed(0)}/s (${refused.size} refused, which counts as never)`,
      percentile(latencies, 0.99),
      250,
    ),
  ];
}

/** Starts the work for each id when its time has come, whether or not the work before is done. @returns milliseconds from the first to the last answer of those that count. */
async function atRates(ids: readonly string[], work: (id: string) => Promise<void>): Promise<number> {
  let at = performance.now();
  const times = PHASES.flatMap(({ rate, claims }) => Array.from({ length: claims }, () => (at += 1000 / rate)));
  await Promise.all(
    ids.map(async (id, n) => {
      await delay(Math.max(0, times[n]! - performance.now()));
      await work(id);
    }),
  );
  return performance.now() - times.at(-MEASURED.claims)!;
}
