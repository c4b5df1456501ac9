import type { RunningInstance } from '@ringvirkning/embedded';
import { systemIds } from '@ringvirkning/kernel';
import { activateAarhus, clientCredentials } from '@ringvirkning/seed';
import type { Client } from 'pg';
import { apiOf } from './bench-claims.js';
import { percentile, timed, type Figure } from './statistics.js';

const CONTRACTS = 1_000;
const REQUESTS = 100;
/** Due things per contract: a hundred thousand of them in all, then a million. */
const SIZES = [100, 1_000] as const;

/** Contracts like a real one, by the superuser and past triggers: writing what is due is measured where claims are imported. */
async function copyContracts(client: Client, contractId: string, ids: readonly string[]): Promise<void> {
  const copies = 'unnest($2::uuid[]) WITH ORDINALITY AS c (copy, n)';
  await client.query(
    `INSERT INTO contract (contract_id, ref, title, version, terms) SELECT copy, ref || n, title || ' ' || n, version, terms FROM contract CROSS JOIN ${copies} WHERE contract_id = $1`,
    [contractId, ids],
  );
  await client.query(
    `INSERT INTO contract_access (organisation, contract_id) SELECT organisation, copy FROM contract_access CROSS JOIN ${copies} WHERE contract_id = $1`,
    [contractId, ids],
  );
  await client.query(
    `INSERT INTO contract_step (contract_id, outcome, follow_up, position, title, payment, due_after, planned, groups, cohorts, requires, follow_up_name, period_from, period_to)
     SELECT copy, outcome, follow_up, position, title, payment, due_after, planned, groups, cohorts, requires, follow_up_name, period_from, period_to FROM contract_step CROSS JOIN ${copies} WHERE contract_id = $1`,
    [contractId, ids],
  );
}

/** One due follow-up each of these people of every contract, their days spread over three years. */
async function addDue(client: Client, ids: readonly string[], from: number, to: number): Promise<void> {
  await client.query(
    `WITH people AS (
       INSERT INTO participant (participant_id, contract_id, pseudonym, referred_on, enrolled_at, enrolled_by)
       SELECT gen_random_uuid(), c.contract_id, 'P-' || i, '2024-01-01', now(), 'bench' FROM unnest($1::uuid[]) AS c (contract_id), generate_series($2::int + 1, $3::int) i
       RETURNING participant_id, contract_id)
     INSERT INTO due (contract_id, organisation, kind, participant_id, about, due_on, outcome, follow_up)
     SELECT p.contract_id, 'aarhus', 'follow-up', p.participant_id, s.outcome || ' ' || s.follow_up, current_date - 330 + abs(hashtext(p.participant_id::text)) % 1095, s.outcome, s.follow_up
     FROM people p CROSS JOIN LATERAL (
       SELECT outcome, follow_up FROM contract_step s WHERE s.contract_id = p.contract_id AND s.follow_up <> '' ORDER BY position LIMIT 1) s`,
    [ids, from, to],
  );
  await client.query('ANALYZE');
}

/** A page of the due list, of one contract's, and what the menu shows, through the gateway; with a hundred thousand due things and with ten times as many. */
export async function dueList(instance: RunningInstance): Promise<Figure[]> {
  const contractId = await activateAarhus(apiOf(instance), 'BENCH-DUE');
  const ids = Array.from({ length: CONTRACTS }, () => systemIds.next());
  const authorization = `Bearer ${await clientCredentials(instance.seedClient)('case-worker')}`;
  const addresses = {
    'a page': '/due?limit=50',
    'a page of one contract': `/due?limit=50&contractId=${ids[0]!}`,
    'what the menu shows': '/due/summary',
  };
  const p95 = async (path: string): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < REQUESTS + 10; n++)
      times.push(
        await timed(async () => {
          const answer = await fetch(`${instance.overview.url}/api/outcomes${path}`, { headers: { authorization } });
          if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
          await answer.arrayBuffer();
        }),
      );
    return percentile(times.slice(10), 0.95);
  };
  const client = await instance.connect('outcomes');
  const found: Record<string, number[]> = {};
  try {
    await client.query('SET session_replication_role = replica');
    await copyContracts(client, contractId, ids);
    let before = 0;
    for (const size of SIZES) {
      await addDue(client, ids, before, size);
      before = size;
      for (const [name, path] of Object.entries(addresses)) (found[name] ??= []).push(await p95(path));
    }
  } finally {
    await client.end();
  }
  return Object.entries(found).flatMap(([name, [few, many]]): Figure[] => [
    {
      name: `due: ${name}, p95 at 1,000 contracts and 1,000,000 due things`,
      value: many!,
      unit: 'ms',
      bar: 100,
      better: 'lower',
    },
    { name: `due: ${name}, against a tenth of that`, value: many! / few!, unit: 'times', bar: 2, better: 'lower' },
  ]);
}
