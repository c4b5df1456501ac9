import { protect, watch } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTS = `reached integer, not_reached integer, awaiting integer, not_due integer`;

const TABLES = [
  // Of which day a contract's figures are, and what it calls its intervention and groups, and plans for cohorts.
  `CREATE TABLE works_contract (
    contract_id uuid PRIMARY KEY,
    day date NOT NULL,
    intervention jsonb NOT NULL,
    groups jsonb NOT NULL,
    cohorts jsonb NOT NULL)`,
  // What has changed since: a row per statement, taken away by those who count anew.
  `CREATE TABLE works_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL)`,
  'CREATE INDEX works_change_contract ON works_change (contract_id)',
  // People by step and group ('*' is everybody): as they are, and as outsiders were told with a payment run, who see what is not null.
  `CREATE TABLE works_step (
    contract_id uuid NOT NULL,
    told boolean NOT NULL,
    outcome text NOT NULL,
    follow_up text NOT NULL,
    group_code text NOT NULL,
    ${COUNTS},
    behind boolean NOT NULL DEFAULT false,
    PRIMARY KEY (contract_id, told, outcome, follow_up, group_code))`,
  // Months after their start: in which people first reached an outcome, and to which the others were followed.
  `CREATE TABLE works_month (
    contract_id uuid NOT NULL,
    outcome text NOT NULL,
    group_code text NOT NULL,
    month integer NOT NULL,
    reached integer NOT NULL,
    followed integer NOT NULL,
    PRIMARY KEY (contract_id, outcome, group_code, month))`,
  // Participants as outsiders were told with a payment run.
  `CREATE TABLE works_told (
    contract_id uuid PRIMARY KEY,
    day date NOT NULL,
    people integer,
    behind boolean NOT NULL)`,
  // People by the month they started in.
  `CREATE TABLE works_intake (
    contract_id uuid NOT NULL,
    month date NOT NULL,
    people integer NOT NULL,
    PRIMARY KEY (contract_id, month))`,
];

const KEPT = ['works_contract', 'works_change', 'works_step', 'works_month', 'works_told', 'works_intake'];

const CHANGED = `CREATE FUNCTION works_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN INSERT INTO works_change (contract_id) SELECT DISTINCT contract_id FROM changed; RETURN NULL; END $$`;
const WORKS = { name: 'works', calls: 'works_changed' };

/** What works is counted once for all who ask; the database itself notes where it has to be counted anew. */
export class WhatWorks1764600045000 implements MigrationInterface {
  readonly name = 'WhatWorks1764600045000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...TABLES,
      ...KEPT.flatMap((table) => protect(table, { rls: 'contract_id' })),
      CHANGED,
      ...watch('participant', WORKS, 'INSERT', 'UPDATE'),
      ...watch('follow_up_closing', WORKS, 'INSERT', 'UPDATE', 'DELETE'),
      ...watch('contract_step', WORKS, 'INSERT', 'DELETE'),
      ...watch('claim_fact', WORKS, 'INSERT'),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION works_changed() CASCADE');
    for (const table of KEPT) await runner.query(`DROP TABLE ${table}`);
  }
}
