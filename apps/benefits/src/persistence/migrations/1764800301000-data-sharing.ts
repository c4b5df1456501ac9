import { appendOnly } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Agreements by which one department reads figures of another department or authority, and what was decided of them.
  `CREATE TABLE data_sharing (
    sharing_id uuid PRIMARY KEY,
    provider text NOT NULL,
    receiver text NOT NULL CHECK (receiver <> provider),
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    figures text[] NOT NULL,
    detail text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL CHECK (last_day >= first_day),
    proposed_by text NOT NULL,
    proposed_by_name text NOT NULL,
    proposed_at timestamptz NOT NULL)`,
  'CREATE INDEX data_sharing_receiver ON data_sharing (receiver, last_day)',
  `CREATE TABLE data_sharing_decision (
    decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sharing_id uuid NOT NULL REFERENCES data_sharing,
    kind text NOT NULL CHECK (kind IN ('approved', 'ended')),
    side text NOT NULL CHECK (side IN ('provider', 'receiver')),
    decided_by text NOT NULL,
    decided_by_name text NOT NULL,
    reason text,
    decided_at timestamptz NOT NULL)`,
  // Each side approves once, and two people do.
  `CREATE UNIQUE INDEX data_sharing_approval ON data_sharing_decision (sharing_id, side) WHERE kind = 'approved'`,
  `CREATE UNIQUE INDEX data_sharing_approver ON data_sharing_decision (sharing_id, decided_by) WHERE kind = 'approved'`,
  `CREATE UNIQUE INDEX data_sharing_end ON data_sharing_decision (sharing_id) WHERE kind = 'ended'`,
  // Who read what by an agreement.
  `CREATE TABLE data_sharing_reading (
    reading_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sharing_id uuid NOT NULL REFERENCES data_sharing,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    name text NOT NULL,
    what text NOT NULL,
    correlation_id text NOT NULL)`,
  'CREATE INDEX data_sharing_reading_of ON data_sharing_reading (sharing_id, reading_id)',
];
const TABLES = ['data_sharing', 'data_sharing_decision', 'data_sharing_reading'];

/** Data-sharing agreements hold no figure and nothing of a contract; who may see them is the routes' permission. Nothing of them is ever changed. */
export class DataSharing1764800301000 implements MigrationInterface {
  readonly name = 'DataSharing1764800301000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...TABLES.flatMap(appendOnly)]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.toReversed().join(', ')}`);
  }
}
