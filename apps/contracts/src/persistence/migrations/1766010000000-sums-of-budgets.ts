import { asAppRole, SCOPES } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEY = 'organisation, department, currency, budget_year';
const FIGURES = ['contracts', 'appropriated', 'worst_case', 'uncovered', 'unspent'];

/** SQL: payers' years of contracts (alias k: contract_id, version, status, activated_on) that are or were in force, once for each `sign`. */
const yearsOf = (contracts: string, sign = '1'): string =>
  `SELECT ${sign} AS sign, c.organisation, c.payer_name, c.department, c.currency, c.budget_year,
    CASE k.status WHEN 'active' THEN c.worst_case ELSE 0 END AS worst_case, coalesce(a.amount, 0) AS appropriated
   FROM ${contracts} JOIN commitment c USING (contract_id, version)
   LEFT JOIN (SELECT contract_id, payer, budget_year, sum(amount) AS amount FROM appropriation
     WHERE contract_id IN (SELECT contract_id FROM ${contracts}) GROUP BY 1, 2, 3) a USING (contract_id, payer, budget_year)
   WHERE k.activated_on IS NOT NULL`;

/** SQL: adds such years to the sums, in one order for all, so that no two wait for each other crosswise. Before anything is spent: what is, payments know. */
const addUp = (years: string): string =>
  `INSERT INTO budget_sum (${KEY}, payer_name, ${FIGURES.join(', ')})
   SELECT ${KEY}, min(payer_name), sum(sign), sum(sign * appropriated), sum(sign * worst_case),
     sum(sign * greatest(worst_case - appropriated, 0)), sum(sign * greatest(appropriated, 0))
   FROM (${years}) AS years WHERE appropriated <> 0 OR worst_case <> 0 GROUP BY ${KEY} ORDER BY ${KEY}
   ON CONFLICT (${KEY}) DO UPDATE SET ${FIGURES.map((figure) => `${figure} = budget_sum.${figure} + excluded.${figure}`).join(', ')}`;

/** As their owner, and for everybody's eyes, so that the app itself cannot write sums. Whoever changes a contract's figures holds the contract. */
const adding = (name: string, statements: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  DECLARE scopes text := current_setting('app.organisation', true);
  BEGIN
    PERFORM set_config('app.organisation', '*', true);
    ${statements}
    PERFORM set_config('app.organisation', coalesce(scopes, ''), true);
    RETURN NULL;
  END $$`;

const STATEMENTS = [
  `CREATE TABLE budget_sum (
    organisation text NOT NULL,
    payer_name text NOT NULL,
    department text,
    currency text NOT NULL,
    budget_year integer NOT NULL,
    contracts integer NOT NULL,
    appropriated bigint NOT NULL,
    worst_case bigint NOT NULL,
    uncovered bigint NOT NULL,
    unspent bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (${KEY}))`,
  addUp(yearsOf('contract k')),
  // A version's years are computed, once it stands.
  adding(
    'budget_add_commitments',
    `${addUp(`SELECT 1 AS sign, n.organisation, n.payer_name, n.department, n.currency, n.budget_year,
      CASE k.status WHEN 'active' THEN n.worst_case ELSE 0 END AS worst_case, coalesce(a.amount, 0) AS appropriated
      FROM new_rows n JOIN contract k USING (contract_id, version)
      LEFT JOIN (SELECT contract_id, payer, budget_year, sum(amount) AS amount FROM appropriation
        WHERE contract_id IN (SELECT contract_id FROM new_rows) GROUP BY 1, 2, 3) a USING (contract_id, payer, budget_year)
      WHERE k.activated_on IS NOT NULL`)};`,
  ),
  // Money is set aside or taken back: the year as it was goes, as it is comes.
  adding(
    'budget_add_appropriations',
    `${addUp(`SELECT each.sign, c.organisation, c.payer_name, c.department, c.currency, c.budget_year,
      CASE k.status WHEN 'active' THEN c.worst_case ELSE 0 END AS worst_case, CASE each.sign WHEN 1 THEN a.amount ELSE a.amount - n.amount END AS appropriated
      FROM (SELECT contract_id, payer, budget_year, sum(amount) AS amount FROM new_rows GROUP BY 1, 2, 3) n
      JOIN contract k USING (contract_id) JOIN commitment c USING (contract_id, version, payer, budget_year)
      JOIN (SELECT contract_id, payer, budget_year, sum(amount) AS amount FROM appropriation
        WHERE contract_id IN (SELECT contract_id FROM new_rows) GROUP BY 1, 2, 3) a USING (contract_id, payer, budget_year),
      (VALUES (1), (-1)) AS each (sign) WHERE k.activated_on IS NOT NULL`)};`,
  ),
  // Another version comes into force, or the contract ends.
  adding(
    'budget_add_contracts',
    `IF EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (contract_id) WHERE (n.version, n.status, n.activated_on) IS DISTINCT FROM (o.version, o.status, o.activated_on)) THEN
      ${addUp(`${yearsOf('old_rows k', '-1')} UNION ALL ${yearsOf('new_rows k')}`)};
    END IF;`,
  ),
  ...['commitment', 'appropriation'].map(
    (table) =>
      `CREATE TRIGGER budget_add_up AFTER INSERT ON ${table} REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION budget_add_${table}s()`,
  ),
  'CREATE TRIGGER budget_add_up AFTER UPDATE ON contract REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION budget_add_contracts()',
  // Sums of all contracts are for those who see all of them.
  'ALTER TABLE budget_sum ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE budget_sum FORCE ROW LEVEL SECURITY',
  `CREATE POLICY budget_sum_visible ON budget_sum USING (${SCOPES} = '*') WITH CHECK (${SCOPES} = '*')`,
  asAppRole((role) => `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON budget_sum FROM ${role}`),
];

/** What all contracts in force come to by year, municipality, department and currency, kept in the transaction that changes it. */
export class SumsOfBudgets1766010000000 implements MigrationInterface {
  readonly name = 'SumsOfBudgets1766010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['commitment', 'appropriation', 'contract']) {
      await runner.query(`DROP TRIGGER budget_add_up ON ${table}`);
      await runner.query(`DROP FUNCTION budget_add_${table}s`);
    }
    await runner.query('DROP TABLE budget_sum');
  }
}
