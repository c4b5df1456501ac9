import { instant, type Instant } from '@ringvirkning/kernel';
import type { AnswerRefusal, PaymentDueClaimed } from '@ringvirkning/partnership-api';
import type { DueAuthorised } from '@ringvirkning/payments-api';
import type { DueClaim, DueFact, DueFault, Signature } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { claimOf } from './due-claim.js';

/** A step of our people, and what it moved. */
export type DueStep = DueFact & { readonly payments?: DueAuthorised['payments'] };

/** What a partner has claimed from us, and what our people did. */
export interface StoredDue {
  readonly dueId: string;
  readonly member: string;
  readonly digest: string;
  readonly content: PaymentDueClaimed;
  readonly claim: DueClaim;
  readonly receivedAt: Instant;
  readonly fault: DueFault | null;
  readonly certified: Signature | undefined;
  readonly authorised: Signature | undefined;
  readonly objected: (Signature & { readonly reason: string }) | undefined;
  /** The home has not taken our answer. */
  readonly answerRefused: Refusal | undefined;
}

interface Refusal {
  readonly reason: AnswerRefusal;
  readonly at: Instant;
}

interface Row extends Pick<StoredDue, 'dueId' | 'member' | 'digest' | 'content' | 'fault'> {
  readonly receivedAt: Date;
  readonly refusal: Refusal | null;
  readonly steps: readonly (Signature & { readonly type: DueFact['type']; readonly reason: string | null })[] | null;
}

const DUES = `SELECT d.due_id AS "dueId", d.member, d.digest, d.content, d.fault, d.received_at AS "receivedAt",
    (SELECT json_agg(json_build_object('type', s.type, 'by', s.by, 'name', s.name, 'at', s.at, 'reason', s.data->>'reason')) FROM payment_due_step s WHERE s.due_id = d.due_id) AS steps,
    (SELECT json_build_object('reason', r.reason, 'at', r.at) FROM payment_due_refusal r WHERE r.due_id = d.due_id) AS refusal
  FROM payment_due d`;

function toDue({ receivedAt, steps, refusal, ...row }: Row): StoredDue {
  const step = (type: DueFact['type']) => {
    const found = steps?.find((each) => each.type === type);
    return found && { by: found.by, name: found.name, at: instant(found.at), reason: found.reason ?? '' };
  };
  const signature = (type: 'certified' | 'authorised'): Signature | undefined => {
    const signed = step(type);
    return signed && { by: signed.by, name: signed.name, at: signed.at };
  };
  return {
    ...row,
    claim: claimOf(row.content),
    receivedAt: instant(receivedAt.toISOString()),
    certified: signature('certified'),
    authorised: signature('authorised'),
    objected: step('objected'),
    answerRefused: refusal ? { ...refusal, at: instant(refusal.at) } : undefined,
  };
}

/** Claims and steps are only ever added. Writers hold the contract (see ContractStore.lock). */
export class DueStore {
  async add(
    tx: Tx,
    {
      dueId,
      member,
      digest,
      content,
      receivedAt,
      fault,
    }: Pick<StoredDue, 'dueId' | 'member' | 'digest' | 'content' | 'receivedAt' | 'fault'>,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO payment_due (due_id, contract_id, member, number, digest, content, received_at, fault) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [dueId, content.contractId, member, content.number, digest, JSON.stringify(content), receivedAt, fault],
    );
  }

  async step(tx: Tx, { dueId, claim, certified }: StoredDue, fact: DueStep): Promise<void> {
    const data = {
      ...(fact.type === 'authorised' && { certifiedBy: certified?.by, payments: fact.payments }),
      ...(fact.type === 'objected' && { reason: fact.reason }),
    };
    const { by, name, at } = fact.signature;
    await tx.query(
      'INSERT INTO payment_due_step (due_id, contract_id, type, by, name, at, data) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [dueId, claim.contractId, fact.type, by, name, at, data],
    );
  }

  async refuse(tx: Tx, { dueId, claim }: StoredDue, { reason, at }: Refusal): Promise<void> {
    await tx.query('INSERT INTO payment_due_refusal (due_id, contract_id, reason, at) VALUES ($1, $2, $3, $4)', [
      ...[dueId, claim.contractId, reason, at],
    ]);
  }

  async find(tx: Tx, dueId: string): Promise<StoredDue | undefined> {
    return (await tx.query<Row[]>(`${DUES} WHERE d.due_id = $1`, [dueId])).map(toDue)[0];
  }

  /** What one member has claimed for a contract, in the order of its numbers. */
  async ofContract(tx: Tx, contractId: string, member: string): Promise<StoredDue[]> {
    const rows = await tx.query<Row[]>(
      `${DUES} WHERE d.contract_id = $1 AND d.member = $2 ORDER BY d.number, d.due_id`,
      [contractId, member],
    );
    return rows.map(toDue);
  }

  /** Newest first. `before` is the id to continue below. */
  async list(tx: Tx, before: string | undefined, limit: number): Promise<StoredDue[]> {
    const rows = await tx.query<Row[]>(
      `${DUES} WHERE $1::uuid IS NULL OR d.due_id < $1 ORDER BY d.due_id DESC LIMIT $2`,
      [before ?? null, limit],
    );
    return rows.map(toDue);
  }

  /** Those that nobody has answered, oldest first. */
  async open(tx: Tx, contractId?: string): Promise<StoredDue[]> {
    const rows = await tx.query<Row[]>(
      `${DUES} WHERE ($1::uuid IS NULL OR d.contract_id = $1) AND d.fault IS NULL AND NOT EXISTS (SELECT FROM payment_due_step s WHERE s.due_id = d.due_id AND s.type IN ('authorised', 'objected')) ORDER BY d.due_id`,
      [contractId ?? null],
    );
    return rows.map(toDue);
  }

  /** Those whose answer was refused, and that no later claim follows which puts it right. */
  async answerRefused(tx: Tx): Promise<StoredDue[]> {
    const rows = await tx.query<Row[]>(
      `${DUES} WHERE EXISTS (SELECT FROM payment_due_refusal r WHERE r.due_id = d.due_id)
       AND NOT EXISTS (SELECT FROM payment_due n WHERE n.contract_id = d.contract_id AND n.member = d.member AND n.number > d.number AND n.fault IS NULL) ORDER BY d.due_id`,
    );
    return rows.map(toDue);
  }
}
