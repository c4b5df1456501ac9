import { asAppRole, protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEY = 'contract_id, currency, account, silo, budget_year, steering_area, cashable, basis';

const STATEMENTS = [
  // The finest figures that are shown, added up as they are booked: reading them costs the same however many entries there are.
  `CREATE TABLE benefit_sum (
    contract_id uuid NOT NULL,
    currency text NOT NULL,
    account text NOT NULL,
    silo text NOT NULL,
    budget_year integer,
    steering_area text,
    cashable boolean,
    basis text,
    amount bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (${KEY}))`,
  'CREATE INDEX benefit_sum_silo ON benefit_sum (silo)',
  `INSERT INTO benefit_sum (${KEY}, amount) SELECT ${KEY}, sum(amount) FROM ledger_line WHERE silo IS NOT NULL GROUP BY ${KEY}`,
  // As their owner, and for everybody's eyes, so that the app itself cannot write sums. Posting holds a lock per contract: no two add to one sum at a time.
  `CREATE FUNCTION benefit_add_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  DECLARE scopes text := current_setting('app.organisation', true);
  BEGIN
    PERFORM set_config('app.organisation', '*', true);
    INSERT INTO benefit_sum (${KEY}, amount) SELECT ${KEY}, sum(n.amount) FROM new_lines n WHERE n.silo IS NOT NULL GROUP BY ${KEY}
    ON CONFLICT (${KEY}) DO UPDATE SET amount = benefit_sum.amount + excluded.amount;
    PERFORM set_config('app.organisation', coalesce(scopes, ''), true);
    RETURN NULL;
  END $$`,
  'CREATE TRIGGER benefit_add_up AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION benefit_add_up()',
  ...protect('benefit_sum', { rls: 'contract_id' }),
  asAppRole((role) => `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON benefit_sum FROM ${role}`),
];

/** Sums of the books, kept in the transaction that books. */
export class SumsOfTheBooks1765000400002 implements MigrationInterface {
  readonly name = 'SumsOfTheBooks1765000400002';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER benefit_add_up ON ledger_line');
    await runner.query('DROP FUNCTION benefit_add_up');
    await runner.query('DROP TABLE benefit_sum');
  }
}
