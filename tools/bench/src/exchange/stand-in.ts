import { Controller, Module } from '@nestjs/common';
import { catalogue } from '@ringvirkning/catalogue';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  messageBookedBy,
  messageQueuedBy,
  paymentDueClaimed,
  PartnerMessageReceivedV1,
  PartnerMessageSettledV1,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { defineService, type ServiceDefinition } from '@ringvirkning/service';

/** Hears what became of a message that was given, and when. */
export type Settled = (id: string, outcome: string) => void;
export const SENT_TYPE = paymentDueClaimed.name;
const CONTENT = paymentDueClaimed.examples[0]!;

/**
 * The smallest service that has post for partners: what it is told it books by saying so, in the inbox's transaction. What a real one does beside that is its
 * own, and measured elsewhere.
 */
export function standIn(name: 'contracts' | 'payments', settled: Settled): ServiceDefinition {
  const [queued, booked] = [messageQueuedBy(name), messageBookedBy(name)];
  const manifest = catalogue[name];

  @Controller()
  class PostConsumer {
    constructor(private readonly outbox: Outbox) {}

    @On(PartnerMessageReceivedV1)
    async received(events: readonly EventEnvelope<PartnerMessageReceived>[], tx: Tx): Promise<void> {
      if (name !== 'payments') return;
      await this.outbox.addAll(
        tx,
        booked,
        events.map(({ data: { from, number, id } }) => ({ key: from, data: { from, number, id } })),
      );
    }

    @On(PartnerMessageSettledV1)
    settled(events: readonly EventEnvelope<PartnerMessageSettled>[]): Promise<void> {
      for (const { data } of events) settled(data.id, data.outcome);
      return Promise.resolve();
    }
  }

  @Module({ controllers: [PostConsumer] })
  class StandInModule {}

  return defineService({
    manifest: {
      ...manifest,
      consumes: [PartnerMessageReceivedV1, PartnerMessageSettledV1],
      publishes: manifest.publishes.filter(({ subject }) => [queued.subject, booked.subject].includes(subject)),
      answers: [],
      asks: [],
      environment: {},
    },
    migrations: [],
    module: StandInModule,
  });
}

/** So many messages to a partner, as one service gives them. */
export const lettersTo = (to: string, ids: readonly string[]) =>
  ids.map((id) => ({ key: to, data: { to, id, type: SENT_TYPE, content: { ...CONTENT } } }));
