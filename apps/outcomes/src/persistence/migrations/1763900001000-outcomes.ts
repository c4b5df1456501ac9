import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDING = `status IN ('claimed', 'attested', 'verified', 'disputed', 'final')`;

const TABLES = [
  // Contracts in force, as the contracts service tells them.
  `CREATE TABLE contract (
    contract_id uuid PRIMARY KEY,
    ref text NOT NULL,
    title text NOT NULL,
    version integer NOT NULL,
    terms jsonb NOT NULL)`,
  // What people can reach: one row per individual outcome and follow-up ('' without).
  `CREATE TABLE contract_step (
    contract_id uuid NOT NULL REFERENCES contract,
    outcome text NOT NULL,
    follow_up text NOT NULL,
    position integer NOT NULL,
    title jsonb NOT NULL,
    payment boolean NOT NULL,
    due_after interval,
    planned integer,
    groups text[],
    cohorts text[],
    PRIMARY KEY (contract_id, outcome, follow_up))`,
  // A person in one contract. No CPR number: only a digest under a key that the database does not know.
  `CREATE TABLE participant (
    participant_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    pseudonym text NOT NULL,
    person_digest text,
    external_key text,
    referred_on date NOT NULL,
    started_on date,
    cohort text,
    group_code text,
    paying_municipality text,
    enrolled_at timestamptz NOT NULL,
    enrolled_by text NOT NULL,
    UNIQUE (contract_id, pseudonym),
    UNIQUE (contract_id, person_digest),
    UNIQUE (contract_id, external_key))`,
  `CREATE TABLE measurement (
    measurement_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL REFERENCES participant,
    measure text NOT NULL,
    value text NOT NULL,
    measured_on date NOT NULL,
    evidence jsonb,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL)`,
  'CREATE INDEX measurement_participant ON measurement (participant_id, measured_on)',
  `CREATE TABLE evidence (
    contract_id uuid NOT NULL REFERENCES contract,
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    source text NOT NULL,
    legal_basis text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    PRIMARY KEY (contract_id, digest))`,
  `CREATE TABLE import (
    import_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contract,
    started_at timestamptz NOT NULL,
    started_by text NOT NULL,
    finished_at timestamptz,
    report jsonb)`,
  `CREATE TABLE claim (
    claim_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL REFERENCES participant,
    outcome text NOT NULL,
    follow_up text,
    period_start date,
    achieved_on date NOT NULL,
    quantity text NOT NULL,
    evidence jsonb NOT NULL,
    external_ref text,
    import_id uuid,
    claim_key text NOT NULL,
    refusal_key text,
    findings jsonb NOT NULL,
    status text NOT NULL,
    claimant text NOT NULL,
    claimant_organisation text NOT NULL,
    claimed_at timestamptz NOT NULL,
    attester text,
    attester_organisation text,
    verifier text,
    verifier_organisation text,
    objection_ends_at timestamptz,
    finalised_at timestamptz,
    CHECK ((refusal_key IS NULL) OR status = 'refused'),
    CHECK (attester <> claimant AND verifier <> claimant AND verifier <> attester))`,
  `CREATE UNIQUE INDEX claim_once ON claim (participant_id, claim_key) WHERE ${STANDING}`,
  `CREATE UNIQUE INDEX claim_external_ref ON claim (contract_id, external_ref) WHERE external_ref IS NOT NULL AND ${STANDING}`,
  'CREATE UNIQUE INDEX claim_refusal ON claim (participant_id, refusal_key) WHERE refusal_key IS NOT NULL',
  'CREATE INDEX claim_participant ON claim (participant_id)',
  'CREATE INDEX claim_status ON claim (contract_id, status, claim_id)',
  `CREATE INDEX claim_due ON claim (objection_ends_at) WHERE status = 'verified'`,
  `CREATE TABLE objection (
    objection_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    claim_id uuid NOT NULL REFERENCES claim,
    raised_by text NOT NULL,
    organisation text NOT NULL,
    reason text NOT NULL,
    raised_at timestamptz NOT NULL,
    decision text CHECK (decision IN ('upheld', 'dismissed')),
    decided_by text CHECK (decided_by <> raised_by),
    decided_at timestamptz)`,
  'CREATE UNIQUE INDEX objection_one_open ON objection (claim_id, organisation) WHERE decision IS NULL',
  `CREATE TABLE claim_fact (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    type text NOT NULL,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    note text)`,
  'CREATE INDEX claim_fact_claim ON claim_fact (claim_id, id)',
  // Who saw which personal data.
  `CREATE TABLE access_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    what text NOT NULL,
    people integer NOT NULL,
    at timestamptz NOT NULL,
    correlation_id text NOT NULL)`,
  'CREATE INDEX access_log_contract ON access_log (contract_id, at)',
];
const CHANGING = ['contract', 'contract_step', 'participant', 'import', 'claim', 'objection'];
const APPEND_ONLY = ['measurement', 'evidence', 'claim_fact', 'access_log'];

export class Outcomes1763900001000 implements MigrationInterface {
  readonly name = 'Outcomes1763900001000';

  async up(runner: QueryRunner): Promise<void> {
    const protections = [
      ...CHANGING.flatMap((table) => protect(table, { rls: 'contract_id' })),
      ...APPEND_ONLY.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true })),
    ];
    for (const statement of [...TABLES, ...protections]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY, ...CHANGING]) await runner.query(`DROP TABLE ${table} CASCADE`);
  }
}
