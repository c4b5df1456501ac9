import { setTimeout as delay } from 'node:timers/promises';
import { Body, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { fail, IDS, type Ids } from '@ringvirkning/kernel';
import { defineEvent, defineManifest, linkManifests, type EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import { Database, type Tx } from '@ringvirkning/persistence';
import { defineService } from '@ringvirkning/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';

/** Two services: outcomes writes effects and tells of them, payments takes them in. */

const DataSchema = z.object({ id: z.uuid(), amount: z.string() });
export const EffectsMade = defineEvent({
  subject: 'evt.outcomes.effects-made.v1',
  data: DataSchema,
});
export const [outcomesManifest, paymentsManifest] = linkManifests([
  defineManifest({ name: 'outcomes', http: 'service', publishes: [EffectsMade] }),
  defineManifest({ name: 'payments', http: 'service', consumes: [EffectsMade] }),
]);

class Effects1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE effect (id uuid PRIMARY KEY, amount text NOT NULL)');
  }
  async down(): Promise<void> {}
}

const BodySchema = z.object({ amount: z.string(), slow: z.boolean().default(false) });

@Controller('effects')
class EffectsController {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  @Post()
  @Permit('outcomes.claim')
  @Describe({ summary: 'Makes an effect', response: DataSchema })
  make(@Body({ schema: BodySchema }) { amount, slow }: z.output<typeof BodySchema>) {
    return this.db.transaction(async (tx) => {
      if (slow) await delay(300);
      const data = { id: this.ids.next(), amount };
      await tx.query('INSERT INTO effect VALUES ($1, $2)', [data.id, data.amount]);
      if (amount === 'refused') throw fail.rule('outcomes.refused', 'Afvist.', 'Refused.');
      await this.outbox.add(tx, EffectsMade, { key: 'k', data });
      return data;
    });
  }

  @Get('count')
  @Permit('outcomes.read')
  count() {
    return this.db.read((tx) =>
      tx.query<{ count: number }[]>('SELECT count(*)::int AS count FROM effect').then(([row]) => row!),
    );
  }
}

@Module({ controllers: [EffectsController] })
class OutcomesModule {}
export const outcomesService = defineService({
  manifest: outcomesManifest,
  migrations: [Effects1800000000000],
  module: OutcomesModule,
});

@Controller('effects')
class EffectsConsumer {
  constructor(private readonly db: Database) {}

  @On(EffectsMade)
  async take(events: readonly EventEnvelope<z.output<typeof DataSchema>>[], tx: Tx): Promise<void> {
    const allowed = await tx.query<unknown[]>(`SELECT 1 FROM effect WHERE amount = 'allow'`);
    for (const { data } of events) {
      if (data.amount === 'poison' && allowed.length === 0)
        throw fail.rule('payments.poisoned', 'Giftig.', 'Poisoned.');
      await tx.query('INSERT INTO effect VALUES ($1, $2)', [data.id, data.amount]);
    }
  }

  @Get(':amount')
  @Permit('payments.read')
  count(@Param('amount') amount: string) {
    return this.db.read((tx) =>
      tx
        .query<{ count: number }[]>('SELECT count(*)::int AS count FROM effect WHERE amount = $1', [amount])
        .then(([row]) => row!),
    );
  }
}

@Module({ controllers: [EffectsConsumer] })
class PaymentsModule {}
export const paymentsService = defineService({
  manifest: paymentsManifest,
  migrations: [Effects1800000000000],
  module: PaymentsModule,
});
