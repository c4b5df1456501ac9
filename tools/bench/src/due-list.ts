import type { RunningInstance } from '@ringvirkning/embedded';
import { systemIds } from '@ringvirkning/kernel';
import { activateAarhus, clientCredentials, type DemoUser } from '@ringvirkning/seed';
import type { Client } from 'pg';
import { apiOf } from './bench-claims.js';
import { percentile, timed, type Figure } from './statistics.js';

const REQUESTS = 100;
/** Due things per contract: among 1,000 contracts a hundred thousand of them, then a million. */
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

/** One due follow-up each of these people of every contract, their days spread over three years, and one claim: every other one waits for attestation, the rest for verification. */
async function addDue(client: Client, ids: readonly string[], from: number, to: number): Promise<void> {
  await client.query(
    `WITH people AS (
       INSERT INTO participant (participant_id, contract_id, pseudonym, referred_on, enrolled_at, enrolled_by)
       SELECT gen_random_uuid(), c.contract_id, 'P-' || i, '2024-01-01', now(), 'bench' FROM unnest($1::uuid[]) AS c (contract_id), generate_series($2::int + 1, $3::int) i
       RETURNING participant_id, contract_id)
     INSERT INTO due (participant_id, contract_id, organisation, kind, about, due_on, outcomes)
     SELECT p.participant_id, p.contract_id, 'aarhus', 'follow-up', s.follow_up, current_date - 330 + abs(hashtext(p.participant_id::text)) % 1095, ARRAY[s.outcome]
     FROM people p CROSS JOIN LATERAL (
       SELECT outcome, follow_up FROM contract_step s WHERE s.contract_id = p.contract_id AND s.follow_up <> '' ORDER BY position LIMIT 1) s`,
    [ids, from, to],
  );
  await client.query(
    `INSERT INTO claim (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, evidence, claim_key, findings, status, claimant, claimant_organisation, claimed_at, attester, waiting_since)
     SELECT gen_random_uuid(), p.contract_id, p.participant_id, 'moved-in', '2024-06-30', '1', '[]', 'moved-in', '[]', w.status, 'bench', 'aarhus', now(), w.attester, current_date - abs(hashtext(p.participant_id::text)) % 30
     FROM participant p CROSS JOIN LATERAL (SELECT substr(p.pseudonym, 3)::int AS i) n
     CROSS JOIN LATERAL (SELECT CASE WHEN i % 2 = 0 THEN 'claimed' ELSE 'attested' END AS status, CASE WHEN i % 2 = 1 THEN 'somebody' END AS attester) w
     WHERE p.enrolled_by = 'bench' AND n.i > $1 AND n.i <= $2`,
    [from, to],
  );
  await client.query('ANALYZE');
}

/** What waits for somebody and pages of one contract, through the gateway; with a hundred thousand due things and claims, and with ten times as many. */
export async function dueList(instance: RunningInstance, scale: number): Promise<Figure[]> {
  const contracts = Math.ceil(1_000 * scale);
  const contractId = await activateAarhus(apiOf(instance), 'BENCH-DUE');
  const ids = Array.from({ length: contracts }, () => systemIds.next());
  const tokens = clientCredentials(instance.seedClient);
  const contract = ids[0]!;
  const addresses = [
    ['a page of the due list', 'case-worker', '/due?limit=50'],
    ['a page of one contract', 'case-worker', `/due?limit=50&contractId=${contract}`],
    ['what the menu shows', 'case-worker', '/due/summary'],
    ['what waits for attestation', 'department-head', '/work-list?limit=100'],
    ['what waits for verification', 'verifier', '/work-list?limit=100'],
    ['claims of a contract', 'verifier', `/contracts/${contract}/claims?status=attested&limit=50`],
    ['progress of a contract', 'case-worker', `/contracts/${contract}/progress`],
  ] as const;
  const p95 = async (user: DemoUser, path: string): Promise<number> => {
    const authorization = `Bearer ${await tokens(user)}`;
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
      for (const [name, user, path] of addresses) (found[name] ??= []).push(await p95(user, path));
    }
  } finally {
    await client.end();
  }
  return Object.entries(found).flatMap(([name, [few, many]]): Figure[] => [
    {
      name: `waiting: ${name}, p95 at ${contracts} contracts with ${contracts * SIZES[1]} due things and as many claims`,
      value: many!,
      unit: 'ms',
      bar: 100,
      better: 'lower',
    },
    { name: `waiting: ${name}, against a tenth of that`, value: many! / few!, unit: 'times', bar: 2, better: 'lower' },
  ]);
}
