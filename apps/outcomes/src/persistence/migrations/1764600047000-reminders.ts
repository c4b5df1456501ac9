import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever asks for none has no row, and their address is nowhere. */
const STATEMENTS = [
  `CREATE TABLE reminder (
    reminder_id uuid PRIMARY KEY,
    subject text NOT NULL UNIQUE,
    organisation text NOT NULL,
    address text NOT NULL,
    rhythm text NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
    language text NOT NULL CHECK (language IN ('da', 'en')),
    roles text[] NOT NULL,
    departments text[] NOT NULL,
    seen_at timestamptz NOT NULL,
    last_period date,
    refused_address text,
    sending_until timestamptz)`,
  'ALTER TABLE reminder ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE reminder FORCE ROW LEVEL SECURITY',
  // Each sees their own, and the job that reminds sees all: an address is nobody else's business, whatever they may see of contracts.
  `CREATE POLICY reminder_own ON reminder USING (current_setting('app.subject', true) IN (subject, 'system:outcomes.remind'))`,
];

/** Who wants to be reminded by mail of what is due, as their token last said who they are. */
export class Reminders1764600047000 implements MigrationInterface {
  readonly name = 'Reminders1764600047000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reminder');
  }
}
