import { Inject, Injectable } from '@nestjs/common';
import { BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import { CLOCK, digestOf, IDS, instant, type Clock, type Ids, type Instant } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import type { PartnerMessageType } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

interface Letter {
  readonly contractId: string;
  readonly member: string;
  readonly type: string;
  /** The agreement or settlement here; null where it is about none. */
  readonly about: string | null;
  /** SHA-256 over the canonical JSON of the content. */
  readonly digest: string;
  readonly content: Record<string, unknown>;
}
export interface SentLetter extends Letter {
  readonly at: Instant;
  /** Why it never came to the other; null when it did, or may yet. */
  readonly lost: string | null;
}
export interface ReceivedLetter extends Letter {
  readonly at: Instant;
  /** The rule that it breaks; null when it breaks none. */
  readonly fault: string | null;
}

const onDay = <L extends { at: Date }>(row: L) => ({ ...row, at: instant(row.at.toISOString()) });
const SENT = `SELECT s.contract_id AS "contractId", s.member, s.type, s.about, s.digest, s.content, s.sent_at AS at, l.reason AS lost
  FROM letter_sent s LEFT JOIN letter_lost l USING (letter_id)`;
const RECEIVED = `SELECT contract_id AS "contractId", member, type, about, digest, content, fault, received_at AS at FROM letter_received`;

/** What two municipalities write each other about agreements and settlements: only ever added to. Writers hold the contract. */
@Injectable()
export class LetterStore {
  constructor(
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Keeps a letter and gives it to be brought, in one transaction. */
  async send<C extends { readonly contractId: string }>(
    tx: Tx,
    type: PartnerMessageType<C & Record<string, unknown>>,
    { to, about, content }: { readonly to: string; readonly about: string | null; readonly content: C },
  ): Promise<void> {
    const [id, digest] = [this.ids.next(), digestOf(content)];
    await tx.query(
      'INSERT INTO letter_sent (letter_id, contract_id, member, type, about, digest, content, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, content.contractId, to, type.name, about, digest, JSON.stringify(content), this.clock.now()],
    );
    const message = { id, type: type.name, content: content as Record<string, unknown> };
    await this.outbox.add(tx, BenefitsMessagesQueuedV1, { key: to, data: { to, messages: [message] } });
  }

  async receive(tx: Tx, { contractId, member, type, about, digest, content, fault }: Omit<ReceivedLetter, 'at'>) {
    await tx.query(
      'INSERT INTO letter_received (contract_id, member, type, about, digest, content, fault, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [contractId, member, type, about, digest, JSON.stringify(content), fault, this.clock.now()],
    );
  }

  /** Oldest first. */
  async sentAbout(tx: Tx, about: string): Promise<SentLetter[]> {
    const rows = await tx.query<(Omit<SentLetter, 'at'> & { at: Date })[]>(
      `${SENT} WHERE s.about = $1 ORDER BY s.sent_at, s.letter_id`,
      [about],
    );
    return rows.map(onDay);
  }

  async receivedAbout(tx: Tx, about: string): Promise<ReceivedLetter[]> {
    const rows = await tx.query<(Omit<ReceivedLetter, 'at'> & { at: Date })[]>(
      `${RECEIVED} WHERE about = $1 ORDER BY place`,
      [about],
    );
    return rows.map(onDay);
  }

  /** The same letter, as it first came. */
  async known(tx: Tx, contractId: string, member: string, digest: string): Promise<ReceivedLetter | undefined> {
    const rows = await tx.query<(Omit<ReceivedLetter, 'at'> & { at: Date })[]>(
      `${RECEIVED} WHERE contract_id = $1 AND member = $2 AND digest = $3 ORDER BY place LIMIT 1`,
      [contractId, member, digest],
    );
    return rows.map(onDay)[0];
  }

  async find(tx: Tx, letterId: string): Promise<SentLetter | undefined> {
    const rows = await tx.query<(Omit<SentLetter, 'at'> & { at: Date })[]>(`${SENT} WHERE s.letter_id = $1`, [
      letterId,
    ]);
    return rows.map(onDay)[0];
  }

  async lose(tx: Tx, letterId: string, contractId: string, reason: string): Promise<void> {
    await tx.query(
      'INSERT INTO letter_lost (letter_id, contract_id, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [letterId, contractId, reason],
    );
  }
}
