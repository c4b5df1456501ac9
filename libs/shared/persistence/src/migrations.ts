import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { Tx } from './database.js';
import { appendOnly, asAppRole, protect, SCOPES, visibleBy } from './schema.js';

async function run(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}

/** Who is party to which contract: what row-level security of contract-bound tables looks at. */
export class ContractAccess1700000000010 implements MigrationInterface {
  readonly name = 'ContractAccess1700000000010';
  up(runner: QueryRunner): Promise<void> {
    return run(runner, [
      `CREATE TABLE contract_access (
        organisation text NOT NULL CHECK (organisation <> '' AND organisation <> '*'),
        contract_id uuid NOT NULL,
        PRIMARY KEY (organisation, contract_id))`,
      ...protect('contract_access', { rls: 'organisation' }),
    ]);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contract_access');
  }
}

/** Results of writes that came with an idempotency key, kept for ever and never changed. */
export class IdempotencyKey1700000000020 implements MigrationInterface {
  readonly name = 'IdempotencyKey1700000000020';
  up(runner: QueryRunner): Promise<void> {
    return run(runner, [
      `CREATE TABLE idempotency_key (
        caller text NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        request_hash text NOT NULL,
        result jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (caller, key))`,
      ...appendOnly('idempotency_key'),
    ]);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_key');
  }
}

/** A stored result that speaks of a person is erased with them; that the write happened stays, so that it does not happen again. */
export class ErasableResult1700000000030 implements MigrationInterface {
  readonly name = 'ErasableResult1700000000030';
  up(runner: QueryRunner): Promise<void> {
    return run(runner, [
      'ALTER TABLE idempotency_key ADD erased_at timestamptz',
      asAppRole((role) => `GRANT UPDATE (result, request_hash, erased_at) ON idempotency_key TO ${role}`),
    ]);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key DROP erased_at');
  }
}

/** Rows are seen by scopes, of which somebody may have several, and no longer by one organisation. */
export class Scopes1764500000000 implements MigrationInterface {
  readonly name = 'Scopes1764500000000';
  async up(runner: QueryRunner): Promise<void> {
    const policies = (await runner.query(
      `SELECT policyname AS policy, tablename AS table, qual LIKE '%contract_access%' AS "byContract" FROM pg_policies
       WHERE schemaname = 'public' AND policyname = tablename || '_visible'`,
    )) as { policy: string; table: string; byContract: boolean }[];
    for (const { policy, table, byContract } of policies) {
      const visible = visibleBy(byContract ? 'contract_id' : 'organisation');
      await runner.query(`ALTER POLICY ${policy} ON ${table} USING (${visible}) WITH CHECK (${visible})`);
    }
  }
  /** The policies see what they saw before when somebody has one scope. */
  async down(): Promise<void> {}
}

/** Whoever becomes a party by an amendment sees a contract from the day on which that holds: until then its row opens nothing, as if it were not there. */
export class AccessFrom1765000100001 implements MigrationInterface {
  readonly name = 'AccessFrom1765000100001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract_access ADD opens_on date');
    const visible = visibleBy('organisation');
    await runner.query(
      `ALTER POLICY contract_access_visible ON contract_access USING (${SCOPES} = '*' OR (${visible}) AND (opens_on IS NULL OR opens_on <= (now() AT TIME ZONE 'Europe/Copenhagen')::date))`,
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY contract_access_visible ON contract_access USING (${visibleBy('organisation')})`);
    await runner.query('ALTER TABLE contract_access DROP opens_on');
  }
}

/**
 * Statements that write down to which scopes contracts are open, where only their organisations were known.
 * @param contracts rows of `contract_id` and `parties`.
 */
export const openToScopes = (contracts: string): string[] => [
  'DELETE FROM contract_access',
  `WITH party AS (SELECT contract_id, p->>'organisation' AS organisation, p->>'department' AS department, p->'roles' AS roles
     FROM (${contracts}) c, jsonb_array_elements(c.parties) p)
   INSERT INTO contract_access (organisation, contract_id)
     SELECT organisation || ':' || r, contract_id FROM party, jsonb_array_elements_text(roles) r WHERE organisation IS NOT NULL
     UNION SELECT organisation || '/' || department, contract_id FROM party WHERE organisation IS NOT NULL AND department IS NOT NULL
     UNION SELECT '/', contract_id FROM party GROUP BY contract_id HAVING count(department) = 0
   ON CONFLICT DO NOTHING`,
];

/** Tables every service database has. */
export const persistenceMigrations = [
  ContractAccess1700000000010,
  IdempotencyKey1700000000020,
  ErasableResult1700000000030,
  Scopes1764500000000,
  AccessFrom1765000100001,
];

/**
 * Opens a contract to scopes, so that whoever acts under one sees its rows. Repeating it changes nothing; what is open, or opens earlier, stays so.
 * Needs an actor who sees all.
 * @param opensOn The first day on which it is open, in Denmark; at once when absent.
 */
export async function grantContractAccess(
  tx: Tx,
  contractId: string,
  scopes: readonly string[],
  opensOn?: LocalDate,
): Promise<void> {
  await tx.query(
    `INSERT INTO contract_access AS a (organisation, contract_id, opens_on) SELECT DISTINCT o, $1::uuid, $3::date FROM unnest($2::text[]) o
     ON CONFLICT (organisation, contract_id) DO UPDATE SET opens_on = excluded.opens_on
       WHERE a.opens_on IS NOT NULL AND (excluded.opens_on IS NULL OR excluded.opens_on < a.opens_on)`,
    [contractId, [...scopes], opensOn ?? null],
  );
}

/**
 * Erases the stored results of writes that mention any of these (ids, pseudonyms, keys of one person), in every caller's name.
 * A request that comes again is then refused instead of having a second effect.
 */
export async function eraseResults(tx: Tx, mentions: readonly string[], at: Instant): Promise<void> {
  await tx.query(
    `UPDATE idempotency_key SET result = 'null', request_hash = '', erased_at = $2
     WHERE erased_at IS NULL AND EXISTS (SELECT FROM unnest($1::text[]) m WHERE strpos(result::text, to_json(m)::text) > 0)`,
    [[...mentions], at],
  );
}
