import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDaysInDenmark, DomainError, instant } from '@ringvirkning/kernel';
import { OUTCOMES_PER_EVENT, TASKS_COUNTED, type DueKind } from '@ringvirkning/outcomes-api';
import { attest, verify, type Actor, type Claim, type ClaimFact } from '@ringvirkning/outcomes-domain';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { Client } from 'pg';
import { BulkStepStore } from '../src/persistence/bulk-step.store.js';
import { ClaimStore } from '../src/persistence/claim.store.js';
import { ClaimViewStore } from '../src/persistence/claim-view.store.js';
import { ContractStore, rulesOf } from '../src/persistence/contract.store.js';
import { DueStore } from '../src/persistence/due.store.js';
import { WorkListStore } from '../src/persistence/work-list.store.js';
import { startWorld, type World } from './world.js';

let world: World;
const at = instant('2025-06-01T10:00:00Z');
beforeAll(async () => {
  world = await startWorld({ now: () => at });
});
afterAll(() => world.stop());

const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  asSystem('test', () => world.service.app.get(Database, { strict: false }).transaction(work));
const store = <T>(type: new (...args: never[]) => T): T => world.service.app.get(type as never, { strict: false });

/** Claims of every status, made and attested by various people; whoever would break the rules of the database is left out. */
async function everyClaim(contractId: string): Promise<string[]> {
  const rows = [
    'participant;outcome;achieved_on;referred_on',
    ...Array.from({ length: 60 }, (_, i) => `B-${i};move-in;2024-05-01;2024-02-01`),
  ];
  await world.import('fatima', contractId, rows.join('\n'));
  const statuses = [
    'refused',
    'claimed',
    'returned',
    'attested',
    'rejected',
    'verified',
    'disputed',
    'annulled',
    'final',
    'reversed',
  ];
  const claims = (await world.rows('SELECT claim_id FROM claim WHERE contract_id = $1 ORDER BY claim_id', [
    contractId,
  ])) as { claim_id: string }[];
  for (const [i, { claim_id }] of claims.entries()) {
    const claimant = ['fatima', 'anna', 'hans'][i % 3]!;
    const attester = ['anna', 'bo', 'hans'].filter((name) => name !== claimant)[Math.floor(i / 30) % 2]!;
    const organisation = i % 4 === 0 ? 'verifier-org' : 'st-basils';
    const status = statuses[Math.floor(i / 3) % statuses.length]!;
    const isAttested = !['refused', 'claimed'].includes(status);
    await world.rows(
      'UPDATE claim SET status = $2, claimant = $3, claimant_organisation = $4, attester = $5, attester_organisation = $6 WHERE claim_id = $1',
      [claim_id, status, claimant, organisation, isAttested ? attester : null, isAttested ? 'aarhus' : null],
    );
  }
  return claims.map(({ claim_id }) => claim_id);
}

describe('steps over many claims', () => {
  const anna: Actor = { subject: 'anna', organisation: 'aarhus' };
  const hans: Actor = { subject: 'hans', organisation: 'verifier-org' };
  const allowed = (decide: () => ClaimFact): boolean => {
    try {
      decide();
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  };
  const changed = async (ids: readonly string[], status: string): Promise<string[]> =>
    (
      (await world.rows(`SELECT claim_id FROM claim_fact WHERE claim_id = ANY ($1) AND type = $2 ORDER BY claim_id`, [
        ids,
        status,
      ])) as { claim_id: string }[]
    ).map(({ claim_id }) => claim_id);
  const load = (ids: readonly string[]): Promise<Claim[]> =>
    inTx(async (tx) => {
      const claims: Claim[] = [];
      for (const id of ids) claims.push((await store(ClaimStore).lock(tx, id, 'nobody')).claim);
      return claims;
    });

  it('decide exactly what the domain decides claim by claim', async () => {
    const contractId = await world.contract({ objectionDays: 14 });
    const ids = await everyClaim(contractId);
    const claims = await load(ids);
    const rules = rulesOf((await inTx((tx) => store(ContractStore).get(tx, contractId))).terms);
    const mayAttest = claims
      .filter((claim) => allowed(() => attest(claim, rules, 'attested', { by: anna, at })))
      .map(({ id }) => id);
    const mayVerify = claims
      .filter((claim) => allowed(() => verify(claim, rules, 'approved', { by: hans, at })))
      .map(({ id }) => id);
    expect(mayAttest.length).toBeGreaterThan(0);
    expect(mayVerify.length).toBeGreaterThan(0);
    const steps = store(BulkStepStore);
    const which = { selection: { claimIds: ids }, days: { from: '0001-01-01', to: '9999-12-31' }, isTheirs: true };
    const approved = await inTx((tx) => steps.approve(tx, contractId, which, hans, at, addDaysInDenmark(at, 14)));
    expect(approved).toEqual({ done: mayVerify.length, skipped: ids.length - mayVerify.length });
    expect(await changed(ids, 'verified')).toEqual(mayVerify);
    const attested = await inTx((tx) => steps.attest(tx, contractId, which, anna, at));
    expect(attested).toEqual({ done: mayAttest.length, skipped: ids.length - mayAttest.length });
    expect(await changed(ids, 'attested')).toEqual(mayAttest);
    const after = new Map((await load(ids)).map((claim) => [claim.id, claim]));
    for (const id of mayVerify)
      expect(after.get(id)).toMatchObject({
        status: 'verified',
        verifier: hans,
        objectionEndsAt: addDaysInDenmark(at, 14),
      });
    for (const id of mayAttest) expect(after.get(id)).toMatchObject({ status: 'attested', attester: anna });
  });
});

describe('events of final outcomes', () => {
  it(`carry at most ${OUTCOMES_PER_EVENT} outcomes each, every outcome once`, async () => {
    const contractId = await world.contract();
    await world.import(
      'fatima',
      contractId,
      [
        'participant;outcome;achieved_on;referred_on',
        ...Array.from({ length: 1100 }, (_, i) => `B-${i};move-in;2024-05-01;2024-02-01`),
      ].join('\n'),
    );
    await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
    await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
    const sizes = await world.rows(
      `SELECT jsonb_array_length((data->'outcomes')::jsonb) AS n FROM outbox WHERE key = $1 ORDER BY id`,
      [contractId],
    );
    expect(sizes.map(({ n }) => n)).toEqual([500, 500, 100]);
    expect(new Set((await world.finalised(contractId)).map(({ claimId }) => claimId)).size).toBe(1100);
  });
});

describe('promises of the database', () => {
  it('shows each organisation the rows of its own contracts only, in every table', async () => {
    const contractId = await world.contract({ objectionDays: 14 });
    await world.verified(contractId);
    for (const table of ['contract', 'contract_step', 'participant', 'claim', 'claim_fact']) {
      const count = (organisation: string) =>
        world.asApp(`SELECT count(*)::int AS n FROM ${table} WHERE contract_id = '${contractId}'`, organisation);
      expect((await count('st-basils:supplier'))[0]!['n']).toBeGreaterThan(0);
      for (const scope of ['another:supplier', 'st-basils:investor', 'aarhus/schools'])
        expect(await count(scope)).toEqual([{ n: 0 }]);
      expect(await count('')).toEqual([{ n: 0 }]);
    }
  });
  it.each(['claim_fact', 'access_record', 'evidence'])(
    'lets the service neither change nor delete %s',
    async (table) => {
      await expect(world.asApp(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
      await expect(world.asApp(`UPDATE ${table} SET contract_id = contract_id`)).rejects.toThrow('permission denied');
    },
  );
  it('lets the service erase measurements and notes, and change neither', async () => {
    await world.verified(await world.contract({ objectionDays: 14 }));
    await expect(world.asApp('UPDATE measurement SET value = value')).rejects.toThrow('permission denied');
    await expect(world.asApp(`UPDATE claim_fact SET note = 'another'`)).rejects.toThrow('notes can only be erased');
    await expect(world.asApp('UPDATE claim_fact SET note = NULL')).resolves.toEqual([]);
  });
  it('keeps claimant, attester and verifier apart, whatever the code does', async () => {
    const contractId = await world.contract({ objectionDays: 14 });
    const claimId = await world.verified(contractId);
    await expect(world.rows('UPDATE claim SET verifier = attester WHERE claim_id = $1', [claimId])).rejects.toThrow(
      'claim_check',
    );
    await expect(world.rows('UPDATE claim SET attester = claimant WHERE claim_id = $1', [claimId])).rejects.toThrow(
      'claim_check',
    );
  });
});

describe('lists of what waits', () => {
  const LISTED = 50;
  /** So many people more, each with a follow-up that is due and a claim that waits for attestation or verification; past the triggers, which work out what is due. */
  async function addWaiting(contractId: string, from: number, to: number): Promise<void> {
    const { database } = world.service.database!;
    const url = Object.assign(new URL(process.env['RV_TEST_POSTGRES_URL']!), { pathname: `/${database}` });
    const client = new Client({ connectionString: url.href, options: '-c session_replication_role=replica' });
    await client.connect();
    try {
      await client.query(
        `WITH people AS (
           INSERT INTO participant (participant_id, contract_id, pseudonym, referred_on, enrolled_at, enrolled_by)
           SELECT gen_random_uuid(), $1, 'P-' || i, '2024-01-01', now(), 'many' FROM generate_series($2::int + 1, $3::int) i
           RETURNING participant_id, contract_id, substr(pseudonym, 3)::int AS i),
         due AS (
           INSERT INTO due (participant_id, contract_id, organisation, kind, about, due_on, outcomes)
           SELECT participant_id, contract_id, 'st-basils', 'follow-up', 'm3', '2025-01-01'::date + i % 365, '{housed}' FROM people)
         INSERT INTO claim (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, evidence, claim_key, findings, status, claimant, claimant_organisation, claimed_at, attester, waiting_since)
         SELECT gen_random_uuid(), contract_id, participant_id, 'housed', '2024-06-30', '1', '[]', 'housed', '[]', CASE WHEN i % 2 = 0 THEN 'claimed' ELSE 'attested' END,
           'many', 'st-basils', now(), CASE WHEN i % 2 = 1 THEN 'somebody' END, '2025-01-01'::date + i % 365 FROM people`,
        [contractId, from, to],
      );
      await client.query('VACUUM ANALYZE');
    } finally {
      await client.end();
    }
  }

  /** Blocks of the database that each list reads for its first page. */
  async function blocksRead(contractId: string): Promise<Record<string, number>> {
    const read: Record<string, number> = {};
    const explained = async (name: string, scopes: string, list: (tx: Tx) => Promise<unknown>): Promise<void> => {
      const client = new Client({
        connectionString: world.service.database!.appUrl,
        options: `-c app.organisation=${scopes}`,
      });
      await client.connect();
      const query = async (sql: string, values: unknown[]): Promise<unknown[]> => {
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
          `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
          values,
        );
        const { Plan } = rows[0]!['QUERY PLAN'][0];
        expect(Plan['Actual Rows']).toBe(LISTED);
        read[name] = Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
        return [];
      };
      await list({ query } as unknown as Tx).finally(() => client.end());
    };
    const [due, work, claims] = [store(DueStore), store(WorkListStore), store(ClaimViewStore)];
    const page = (kind: DueKind, organisation: string) => (tx: Tx) =>
      due.page(
        tx,
        { subject: 'me', organisation, contractId: undefined },
        kind,
        { from: null, to: null },
        LISTED,
        undefined,
      );
    await explained('follow-ups', 'st-basils:supplier', page('follow-up', 'st-basils'));
    await explained('to attest', 'aarhus:authority', page('attest', 'aarhus'));
    await explained('to verify', 'verifier-org:verifier', page('verify', 'verifier-org'));
    await explained('claims of a contract', 'verifier-org:verifier', (tx) =>
      claims.page(tx, contractId, { status: 'attested' }, LISTED, undefined),
    );
    const mine = { subject: 'me', limit: LISTED };
    await explained('work to attest', 'aarhus:authority', (tx) =>
      work.toAttest(tx, { ...mine, organisation: 'aarhus' }),
    );
    await explained('work to verify', 'verifier-org:verifier', (tx) =>
      work.toVerify(tx, { ...mine, organisation: 'verifier-org' }),
    );
    await explained('one that sorts all', 'aarhus:authority', (tx) =>
      tx.query('SELECT * FROM claim ORDER BY claim_key, quantity, claim_id LIMIT $1', [LISTED]),
    );
    return read;
  }

  it('are read as far as they are shown and counted, however many wait', async () => {
    const contractId = await world.contract();
    const most = 2 * (TASKS_COUNTED + 1);
    await addWaiting(contractId, 0, most);
    const few = await blocksRead(contractId);
    await addWaiting(contractId, most, 10 * most);
    const many = await blocksRead(contractId);
    const grown = Object.keys(many).filter((list) => many[list]! > 2 * few[list]!);
    expect(Object.keys(many)).toHaveLength(7);
    expect(grown).toEqual(['one that sorts all']);
  });
});
