import { benefitsService } from '@ringvirkning/app-benefits';
import { contractsService } from '@ringvirkning/app-contracts';
import { outcomesService } from '@ringvirkning/app-outcomes';
import { paymentsService } from '@ringvirkning/app-payments';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, type MigrationClass } from '@ringvirkning/persistence';
import { allMigrations, type MigratedService } from '@ringvirkning/service';
import { emptyTestDatabase, type TestDatabase } from '@ringvirkning/testing';
import { Client, escapeIdentifier } from 'pg';

const SERVICES: readonly MigratedService[] = [contractsService, outcomesService, paymentsService, benefitsService];

const CONTRACT = '018f2f3e-7b1a-7c3d-8e4f-0123456789ab';
const PARTIES = JSON.stringify([
  { id: 'aarhus', organisation: 'aarhus', department: 'social', roles: ['authority', 'payer'] },
  { id: 'dsi', organisation: 'dsi', roles: ['investor'] },
  { id: 'st-basils', organisation: 'st-basils', roles: ['supplier'] },
]);
/** What a row says where its column's type does not say enough; `table.column` goes before `column`. A table that fits none of it fails: say here what its row looks like. */
const VALUES: Readonly<Record<string, string>> = {
  contract_id: CONTRACT,
  organisation: 'dsi',
  currency: 'DKK',
  parties: PARTIES,
  terms: `{"period": {"from": "2025-01-01", "to": "2027-12-31"}, "parties": ${PARTIES}, "claims": {"by": ["supplier"]}, "outcomes": [], "followUps": []}`,
  line_count: '2',
  source_format: 'yaml',
  'contract.status': 'draft',
  'claim.status': 'final',
  'contract_measure.purpose': 'payment',
  'measurement.value': '1',
  'sample.status': 'frozen',
  'payment_run.status': 'calculated',
  'payment_due_step.type': 'certified',
  'final_settlement_step.type': 'certified',
  'partner_claim_word.type': 'delivered',
  'message.direction': 'sent',
  'reminder.language': 'da',
  'reminder.rhythm': 'weekly',
  'data_sharing.receiver': 'municipality:0751/jobs',
  'data_sharing_decision.kind': 'ended',
  'data_sharing_decision.side': 'provider',
  'draft_remark.source_text': 'ref: A-1',
  'draft_remark.terms_digest': 'a'.repeat(64),
  'draft_answer.outcome': 'accepted',
  'draft_answer.version': '1',
  'mandate.deputy_role': 'department-head',
  'transfer_fact.type': 'paid',
  'capital_fact.type': 'drawn',
  'capital_fact.on_day': '2025-01-01',
  'capital_fact.amount': '1',
  'capital_fact.reference': 'B-1',
  'capital_fact.terms_version': '1',
  'transfer_fact.source': 'hand',
  'transfer_fact.on_day': '2025-01-01',
  'valuation.model': 'a'.repeat(64),
  'valuation.valued_on': '2025-01-01',
  'valuation.elsewhere': '[]',
};
const SAMPLES: Readonly<Record<string, string>> = {
  uuid: CONTRACT,
  text: 'a'.repeat(64),
  date: '2025-01-01',
  timestamptz: '2025-01-01T00:00:00Z',
  bool: 'true',
  json: '{}',
  jsonb: '{}',
  bytea: `\\x${'00'.repeat(32)}`,
  _text: '{}',
  _uuid: '{}',
  _int4: '{}',
};

interface ColumnOf {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** A database at some state of its schema, past row-level security, foreign keys and triggers. */
class OldDatabase {
  private constructor(
    readonly database: TestDatabase,
    private readonly client: Client,
    private readonly steps: readonly MigrationClass[],
  ) {}

  static async of(service: MigratedService): Promise<OldDatabase> {
    const database = await emptyTestDatabase(service);
    const url = new URL(process.env['RV_TEST_POSTGRES_URL']!);
    url.pathname = `/${database.database}`;
    const client = new Client({ connectionString: url.href, options: '-c session_replication_role=replica' });
    await client.connect();
    const place = (step: MigrationClass): number => Number(/\d+$/.exec(step.name)![0]);
    return new OldDatabase(
      database,
      client,
      allMigrations(service).toSorted((a, b) => place(a) - place(b)),
    );
  }

  /** One migration after another, each over at least one row in every table. @returns what happened to rows. */
  async upgrade(): Promise<string[]> {
    const lost: string[] = [];
    for (const [at, step] of this.steps.entries()) {
      const before = await this.counts();
      await migrate({
        url: this.database.ownerUrl,
        migrations: this.steps.slice(0, at + 1),
        appRole: this.database.appRole,
      });
      const after = await this.counts();
      for (const [table, rows] of before)
        if (!((after.get(table) ?? 0) >= rows))
          lost.push(`${step.name}: ${table} ${rows} → ${after.get(table) ?? 'gone'}`);
      await this.fill([...after].flatMap(([table, rows]) => (rows === 0 ? table : [])));
    }
    return lost;
  }

  async rows<R>(sql: string): Promise<R[]> {
    return (await this.client.query(sql)).rows as R[];
  }

  /** Tables of which somebody who acts under these scopes sees a row. */
  async seenUnder(scopes: string): Promise<string[]> {
    const app = new Client({ connectionString: this.database.appUrl, options: `-c app.organisation=${scopes}` });
    await app.connect();
    try {
      const seen: string[] = [];
      for (const { table } of await this.rows<{ table: string }>(BOUND_TO_CONTRACTS))
        if ((await app.query(`SELECT FROM ${escapeIdentifier(table)} LIMIT 1`)).rowCount) seen.push(table);
      return seen;
    } finally {
      await app.end();
    }
  }

  async drop(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }

  private async counts(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { table } of await this.rows<{ table: string }>(TABLES))
      counts.set(table, (await this.client.query(`SELECT FROM ${escapeIdentifier(table)}`)).rowCount!);
    return counts;
  }

  /** Columns that may be empty stay empty, unless a value is given for them. */
  private async fill(tables: readonly string[]): Promise<void> {
    const columns = await this.rows<ColumnOf & { readonly required: boolean }>(COLUMNS);
    for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
      if (!tables.includes(table)) continue;
      const filled = own.filter((column) => column.required || given(column) !== undefined);
      const values = filled.map((column) => given(column) ?? SAMPLES[column.type] ?? '1');
      await this.client.query(
        `INSERT INTO ${escapeIdentifier(table)} (${filled.map(({ column }) => escapeIdentifier(column)).join()})
         VALUES (${values.map((_, i) => `$${i + 1}`).join()})`,
        values,
      );
    }
  }
}

const given = ({ table, column }: ColumnOf): string | undefined => VALUES[`${table}.${column}`] ?? VALUES[column];

const TABLES = `SELECT tablename AS table FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`;
const COLUMNS = `SELECT c.table_name AS table, c.column_name AS column, c.udt_name AS type, c.is_nullable = 'NO' AND c.column_default IS NULL AS required
  FROM information_schema.columns c JOIN pg_tables t ON t.schemaname = 'public' AND t.tablename = c.table_name
  WHERE c.table_schema = 'public' AND c.is_identity = 'NO' AND c.is_generated = 'NEVER' ORDER BY c.ordinal_position`;
const BOUND_TO_CONTRACTS = `SELECT tablename AS table FROM pg_policies WHERE schemaname = 'public' AND qual LIKE '%contract_access%' ORDER BY 1`;

describe.each(SERVICES.map((service) => [service.manifest.name, service] as const))(
  'an old folder of %s',
  (name, service) => {
    let old: OldDatabase;
    let lost: string[];
    beforeAll(async () => {
      old = await OldDatabase.of(service);
      lost = await old.upgrade();
    });
    afterAll(() => old?.drop());

    it('goes through every migration with rows in every table, and loses none of them', () =>
      // What was logged of readings is in the log that all services share; what is due is made anew from what it follows from, and of this row is nothing.
      expect(lost).toEqual([
        ...(['outcomes', 'payments'].includes(name) ? ['AccessRecordsMoved1764400001000: access_log 1 → gone'] : []),
        ...(name === 'outcomes' ? ['LighterDue1764700001000: due 1 → 0'] : []),
      ]));
    if (name === 'outcomes')
      it('remembers that partners of its contracts are to be told who has moved', async () =>
        expect(await old.rows('SELECT partners, movers_told FROM contract')).toEqual([
          { partners: null, movers_told: false },
        ]));
    it('opens its contracts to the scopes that they name, and to nobody by organisation alone', async () => {
      const scopes = await old.rows<{ scope: string }>('SELECT organisation AS scope FROM contract_access ORDER BY 1');
      expect(scopes.map(({ scope }) => scope)).toEqual([
        'aarhus/social',
        'aarhus:authority',
        'aarhus:payer',
        'dsi:investor',
        'st-basils:supplier',
      ]);
    });
    it('shows its rows to who acts under such a scope, and to nobody else', async () => {
      const all = await old.seenUnder('*');
      expect(all.length).toBeGreaterThan(0);
      for (const scope of ['dsi:investor', 'st-basils:supplier', 'aarhus/social'])
        expect([scope, await old.seenUnder(scope)]).toEqual([scope, all]);
      for (const scope of ['dsi', 'dsi:supplier', 'aarhus/schools', 'another:investor', '/', ''])
        expect([scope, await old.seenUnder(scope)]).toEqual([scope, []]);
    });
  },
);

/** Without it the walk above could pass for want of rows. */
describe('a migration that does not think of rows', () => {
  class AddsWithoutDefault1799999999000 {
    readonly name = 'AddsWithoutDefault1799999999000';
    async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
      await runner.query('ALTER TABLE contract_access ADD COLUMN since date NOT NULL');
    }
    async down(): Promise<void> {}
  }
  class Forgets1799999999001 {
    readonly name = 'Forgets1799999999001';
    async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
      await runner.query('DELETE FROM idempotency_key');
    }
    async down(): Promise<void> {}
  }
  const upgraded = async (step: MigrationClass): Promise<string[]> => {
    const old = await OldDatabase.of({ ...contractsService, migrations: [...contractsService.migrations!, step] });
    try {
      return await old.upgrade();
    } finally {
      await old.drop();
    }
  };
  it('fails, or is told to lose them', async () => {
    await expect(upgraded(AddsWithoutDefault1799999999000)).rejects.toThrow(/contains null values/);
    expect(await upgraded(Forgets1799999999001)).toEqual(['Forgets1799999999001: idempotency_key 1 → 0']);
  });
});
