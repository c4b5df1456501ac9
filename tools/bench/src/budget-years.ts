import { randomUUID } from 'node:crypto';
import type { RunningInstance } from '@ringvirkning/embedded';
import { activateAarhus, payUpTo } from '@ringvirkning/seed';
import type { Client } from 'pg';
import { apiOf } from './bench-claims.js';
import { percentile, timed, type Figure } from './statistics.js';

const CONTRACTS = 1_000;
const PAYERS = 98;
const YEARS = 10;
const FIRST_YEAR = 2026;
const FINAL_CLAIMS = 100_000;
/** Contracts that are filled by one statement. */
const AT_ONCE = 20;
const LOOKS = 40;
const [BAR_MS, RUN_BAR_S] = [100, 10];

/** Contracts in force with the terms of one that is, each with payers that commit to something and have set something aside in every year. */
async function addContracts(client: Client, like: string, contracts: number): Promise<void> {
  const ids = Array.from({ length: contracts }, () => randomUUID());
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    await client.query(
      `INSERT INTO contract (contract_id, ref, status, version, activated_on, created_at, created_by, committed_version)
       SELECT id, 'BENCH-' || id, status, version, activated_on, now(), created_by, version FROM contract, unnest($2::uuid[]) id WHERE contract_id = $1`,
      [like, some],
    );
    await client.query(
      `INSERT INTO contract_version (contract_id, version, source_format, source_text, terms, terms_digest, created_at, created_by)
       SELECT id, v.version, source_format, source_text, terms, terms_digest, v.created_at, v.created_by
       FROM contract_version v JOIN contract USING (contract_id, version), unnest($2::uuid[]) id WHERE contract_id = $1`,
      [like, some],
    );
    await client.query(
      'INSERT INTO contract_access (organisation, contract_id) SELECT organisation, id FROM contract_access, unnest($2::uuid[]) id WHERE contract_id = $1',
      [like, some],
    );
    const rows = `FROM contract k, generate_series(1, $2::int) p, generate_series($3::int, $3::int + $4::int - 1) y WHERE k.contract_id = ANY ($1)`;
    const counts = [some, PAYERS, FIRST_YEAR, YEARS];
    await client.query(
      `INSERT INTO commitment (contract_id, version, payer, budget_year, organisation, payer_name, department, currency, worst_case)
       SELECT k.contract_id, k.version, 'payer-' || p, y, 'municipality-' || p, 'Kommune ' || p, 'department-' || p % 10, 'DKK', 1000000 + p ${rows}`,
      counts,
    );
    await client.query(
      `INSERT INTO appropriation (id, contract_id, payer, budget_year, amount, subject, at)
       SELECT gen_random_uuid(), k.contract_id, 'payer-' || p, y, 900000 + p, 'bench', now() ${rows}`,
      counts,
    );
  }
  await client.query('ANALYZE');
}

/** Claims of as many people that are final, as payments keeps them. */
const addFinalClaims = (client: Client, contractId: string, claims: number): Promise<unknown> =>
  client.query(
    `INSERT INTO fact (claim_id, contract_id, participant, outcome, achieved_on, quantity, finalised_at)
     SELECT gen_random_uuid(), $1, gen_random_uuid()::text, 'moved-in', date '2024-06-30', '1', now() FROM generate_series(1, $2::int)`,
    [contractId, claims],
  );

/** Pages of budgets as a controller reads them, and a run over many final claims; with `scale` a part of contracts and claims. */
export async function budgetYears(instance: RunningInstance, scale: number): Promise<Figure[]> {
  const api = apiOf(instance);
  const contractId = await activateAarhus(api, 'BENCH-BUDGET');
  const [contracts, claims] = [CONTRACTS, FINAL_CLAIMS].map((all) => Math.ceil(all * scale)) as [number, number];
  const of = `${PAYERS} payers × ${contracts} contracts × ${YEARS} years`;
  const overview = `/api/contracts/budgets?from=${FIRST_YEAR}`;
  const paths = {
    'contract list': '/api/contracts?limit=50',
    'budget of a contract': `/api/contracts/${contractId}/budget`,
    'overview of one year': overview,
    'overview of ten years': `${overview}&years=${YEARS}`,
  };
  const [books, facts] = [await instance.connect('contracts'), await instance.connect('payments')];
  try {
    await addContracts(books, contractId, contracts);
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(paths)) {
      const times: number[] = [];
      for (let no = 0; no < LOOKS; no += 1) times.push(await timed(() => api.get('controller', path)));
      const value = percentile(times, 0.95);
      figures.push({
        ...{ name: `budget years: ${name}, ${of}, p95 of ${LOOKS}`, value },
        ...{ unit: 'ms', bar: BAR_MS, better: 'lower' },
      });
    }
    await addFinalClaims(facts, contractId, claims);
    const run = await timed(() => payUpTo(api, contractId, 'bench-budget', '2024-12-31', 'calculated'));
    const name = `budget years: a run over ${claims} final claims, calculated`;
    return [...figures, { name, value: run / 1000, unit: 's', bar: RUN_BAR_S, better: 'lower' }];
  } finally {
    await books.end();
    await facts.end();
  }
}
