import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { MessagingStatus } from '@ringvirkning/outbox';
import { z } from 'zod';
import { Health } from './health.js';
import { LEDGER_CHECK, type LedgerCheck } from './ledger-check.js';

const OverviewSchema = z.object({
  ready: z.boolean(),
  health: z.unknown().describe('Report of each dependency'),
  messaging: z
    .unknown()
    .describe(
      'Outbox, receipts of consumers, inbox and number of open dead letters; null without messaging or when not ready',
    ),
  ledger: z
    .looseObject({ ok: z.boolean() })
    .nullable()
    .describe('Result of checking the ledger; null without a ledger or when not ready'),
});

/** What operators see of every service. */
@Controller('operations')
export class OperationsController {
  constructor(
    private readonly modules: ModuleRef,
    private readonly health: Health,
    @Optional() @Inject(MessagingStatus) private readonly messaging?: MessagingStatus,
  ) {}

  @Get()
  @Permit('operations.read')
  @Describe({
    summary: 'State of messaging, ledger and dependencies',
    da: 'Tilstand for beskeder, bogføring og afhængigheder',
    response: OverviewSchema,
  })
  async overview() {
    const { ready, report } = await this.health.report();
    // Without its database the service can say no more than that.
    const [messaging, ledger] = ready ? await Promise.all([this.messaging?.stats(), this.ledger()?.check()]) : [];
    return { ready, health: report, messaging: messaging ?? null, ledger: ledger ?? null };
  }

  /** It is a provider of the service's own module, which this one does not import. */
  private ledger(): LedgerCheck | undefined {
    try {
      return this.modules.get<LedgerCheck>(LEDGER_CHECK, { strict: false });
    } catch {
      return undefined;
    }
  }
}
