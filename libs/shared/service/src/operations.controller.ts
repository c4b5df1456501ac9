import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { JobRunner } from '@ringvirkning/jobs';
import { MessagingStatus } from '@ringvirkning/outbox';
import { z } from 'zod';
import { Health } from './health.js';
import { LEDGER_CHECK, type LedgerCheck } from './ledger-check.js';
import { providedBy } from './provided-by.js';

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
  jobs: z
    .array(
      z.object({
        name: z.string(),
        ranAt: z.string().nullable(),
        failures: z.array(
          z.object({ key: z.string().nullable(), reason: z.string(), attempts: z.int(), since: z.string() }),
        ),
      }),
    )
    .describe('What the clock does, and what of it could not be done and is tried again'),
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
    return { ready, health: report, messaging: messaging ?? null, ledger: ledger ?? null, jobs: this.jobs() };
  }

  private ledger(): LedgerCheck | undefined {
    return providedBy<LedgerCheck>(this.modules, LEDGER_CHECK);
  }

  private jobs(): JobRunner['reports'] {
    return providedBy<JobRunner>(this.modules, JobRunner)?.reports ?? [];
  }
}
