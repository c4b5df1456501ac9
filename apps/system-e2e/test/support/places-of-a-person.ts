/**
 * Why a column keeps what it holds about a person who is erased; docs/erasure.md says it at more length. A table that comes to know people, and a new column
 * of one of these, must be placed here.
 */
export const GROUNDS = {
  gone: 'emptied, or its row deleted, with the person',
  voucher: 'what was achieved and paid for, under a pseudonym',
  course: 'days and codes of how a result came about, without words',
  staff: 'who acted',
  evidence: 'digest, source and legal basis; what it leads to is gone',
  messages: 'ids and vouchers on their way between services; no words travel',
  seal: 'digests of the rows that stay',
  due: 'claims that wait for a decision; nothing else about an erased person',
  access: 'who saw whose data',
  caller: 'digests of requests; their answers are gone',
} as const;
type Ground = keyof typeof GROUNDS;

/** By table, the columns that can hold a text. */
const COLUMNS: Readonly<Record<string, Partial<Record<Ground, readonly string[]>>>> = {
  'benefits.inbox_event': { messages: ['link', 'payload', 'signature', 'subject'] },
  'benefits.outcome': {
    voucher: [
      'entry_key',
      'follow_up',
      'model',
      'outcome',
      'paying_municipality',
      'quantity',
      'valued_ended',
      'valued_followed',
      'valued_moves',
      'worth_digest',
    ],
  },
  'benefits.follow_ups_heard': { course: ['ended'] },
  'benefits.person_move': { voucher: ['moves'] },
  'benefits.person_move_heard': { voucher: ['moves'] },
  'benefits.seal_leaf': { seal: ['digest', 'id', 'source'] },
  'outcomes.access_record': {
    access: ['correlation_id', 'participants', 'permission', 'what', 'organisation', 'subject'],
  },
  'outcomes.claim': {
    staff: [
      'attester',
      'attester_organisation',
      'claimant',
      'claimant_organisation',
      'verifier',
      'verifier_organisation',
    ],
    gone: ['claim_key', 'external_ref', 'findings', 'refusal_key'],
    evidence: ['evidence'],
    voucher: ['follow_up', 'outcome', 'paid_share', 'paying_municipality', 'quantity', 'sample_place', 'status'],
  },
  'outcomes.claim_fact': { gone: ['note'], staff: ['organisation', 'subject'], course: ['type'] },
  'outcomes.claim_version': {
    staff: ['claimant', 'claimant_organisation'],
    evidence: ['evidence'],
    gone: ['external_ref'],
    course: ['quantity'],
  },
  'outcomes.due': { due: ['about', 'kind', 'organisation', 'outcomes'] },
  'outcomes.follow_up_closing': { course: ['closing', 'follow_up', 'outcome'] },
  'outcomes.follow_ups_told': { course: ['ended'] },
  'outcomes.idempotency_key': { caller: ['caller', 'key', 'request_hash'], gone: ['result'] },
  'outcomes.measurement': { gone: ['evidence', 'measure', 'note', 'present', 'recorded_by', 'scored_by', 'value'] },
  'outcomes.objection': { staff: ['decided_by', 'organisation', 'raised_by'], course: ['decision'], gone: ['reason'] },
  'outcomes.outbox': {
    messages: ['causation_id', 'correlation_id', 'data', 'given_back_by', 'key', 'link', 'subject', 'trace'],
  },
  'outcomes.participant': {
    voucher: ['cohort', 'group_code', 'paying_municipality', 'pseudonym'],
    staff: ['enrolled_by', 'enrolled_organisation', 'erased_by'],
    gone: ['external_key', 'person_digest', 'twin_key'],
    course: ['left_reason', 'moves'],
  },
  'outcomes.participant_fact': {
    course: ['code', 'follow_up', 'now', 'outcome', 'type', 'was'],
    staff: ['organisation', 'subject'],
  },
  'payments.fact': {
    voucher: ['cohort', 'follow_up', 'group', 'outcome', 'paid_share', 'participant', 'payer', 'quantity'],
  },
  'payments.inbox_event': { messages: ['link', 'payload', 'signature', 'subject'] },
  'payments.ledger_entry': { voucher: ['idempotency_key', 'input_hash', 'kind', 'reverses', 'source'] },
  'payments.seal_leaf': { seal: ['digest', 'id', 'source'] },
};

/** Ground by `service.table.column`. */
export const COLUMNS_OF_A_PERSON: Readonly<Record<string, Ground>> = Object.fromEntries(
  Object.entries(COLUMNS).flatMap(([table, grounds]) =>
    Object.entries(grounds).flatMap(([ground, columns]) =>
      columns.map((column) => [`${table}.${column}`, ground as Ground]),
    ),
  ),
);
