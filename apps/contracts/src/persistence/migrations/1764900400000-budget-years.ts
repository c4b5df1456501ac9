import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appropriations of many budget years: corrected by counter-entries, given beside the budget, carried over; and the risk that a council decides to carry. */
export class BudgetYears1764900400000 implements MigrationInterface {
  readonly name = 'BudgetYears1764900400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE appropriation
        ADD kind text NOT NULL DEFAULT 'original' CHECK (kind IN ('original', 'supplementary', 'correction', 'carried-over')),
        ADD account text CHECK (account ~ '^[0-9]{16}$'),
        ADD area text CHECK (area IN ('service', 'transfers', 'construction')),
        ADD reason text,
        ADD decision jsonb,
        ADD financing jsonb,
        ADD counterpart uuid,
        DROP CONSTRAINT appropriation_amount_check,
        ADD CONSTRAINT appropriation_sign CHECK (CASE kind WHEN 'correction' THEN amount < 0 AND reason IS NOT NULL WHEN 'carried-over' THEN amount <> 0 AND decision IS NOT NULL AND counterpart IS NOT NULL ELSE amount > 0 END),
        ADD CONSTRAINT appropriation_financed CHECK (kind <> 'supplementary' OR (decision IS NOT NULL AND financing IS NOT NULL))`,
      `CREATE TABLE risk_decision (
        id uuid PRIMARY KEY,
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        payer text NOT NULL,
        budget_year integer NOT NULL,
        uncovered bigint NOT NULL CHECK (uncovered > 0),
        decision jsonb NOT NULL,
        subject text NOT NULL,
        at timestamptz NOT NULL,
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      'CREATE INDEX risk_decision_contract ON risk_decision (contract_id, version)',
      ...protect('risk_decision', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'DROP TABLE risk_decision',
      `ALTER TABLE appropriation DROP CONSTRAINT appropriation_sign, DROP CONSTRAINT appropriation_financed,
        DROP kind, DROP account, DROP area, DROP reason, DROP decision, DROP financing, DROP counterpart`,
      'ALTER TABLE appropriation ADD CONSTRAINT appropriation_amount_check CHECK (amount > 0) NOT VALID',
    ])
      await runner.query(statement);
  }
}
