import { Controller, Get, Inject, Optional, Post } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { MessagingStatus } from '@ringvirkning/outbox';
import { CrossCheck, CrossCheckReportSchema } from '@ringvirkning/reconciliation';
import { Sealing } from '@ringvirkning/seal';
import { z } from 'zod';
import { Health } from './health.js';
import { jobReports } from './job-reports.js';
import { providedBy } from './provided-by.js';

const SealSchema = z.object({
  ok: z.boolean().describe('Everything found is as it was sealed'),
  checkpoint: z
    .object({ size: z.int(), root: z.string(), at: z.string(), signature: z.string().nullable() })
    .nullable()
    .describe('What was signed last: the number of sealed rows and the root of their Merkle tree (RFC 6962)'),
  checkedAt: z.string().nullable().describe('When all of it had been looked at last'),
  findings: z.array(z.object({ code: z.string(), source: z.string(), count: z.int(), first: z.string().nullable() })),
});
const OverviewSchema = z.object({
  ready: z.boolean(),
  health: z.unknown().describe('Report of each dependency'),
  messaging: z
    .unknown()
    .describe(
      'Outbox, receipts of consumers, inbox and number of open dead letters; null without messaging or when not ready',
    ),
  ledger: z
    .object({
      ok: z.boolean().describe('Entries, lines and batches agree, as far as the passes over all of them have come'),
      checkedAt: z
        .string()
        .nullable()
        .describe('When all of it had been looked at last; null before that since the start'),
    })
    .nullable()
    .describe('What the passes over the ledger have found; null without a ledger'),
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
  seal: SealSchema.nullable().describe('The sealed log of what never changes; null without a database'),
  comparison: CrossCheckReportSchema.nullable().describe(
    'What it holds compared with what the others told, contract by contract, by the clock; null without messages',
  ),
});

/** What operators see of every service. */
@Controller('operations')
export class OperationsController {
  constructor(
    private readonly modules: ModuleRef,
    private readonly health: Health,
    @Optional() @Inject(MessagingStatus) private readonly messaging?: MessagingStatus,
    @Optional() @Inject(Sealing) private readonly sealing?: Sealing,
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
    const messaging = ready ? await this.messaging?.stats() : undefined;
    const seal = this.sealing?.report ?? null;
    const comparison = providedBy<CrossCheck>(this.modules, CrossCheck)?.report ?? null;
    return {
      ...{ ready, health: report, messaging: messaging ?? null, ledger: this.sealing?.ledger ?? null },
      ...{ jobs: jobReports(this.modules), seal, comparison },
    };
  }

  @Post('verification')
  @Permit('operations.operate')
  @Describe({
    summary: 'Looks at everything sealed, the ledger too, now, instead of in turn; takes minutes in large books',
    da: 'Gennemgår alt forseglet, også regnskabet, nu i stedet for efter tur; varer minutter i store regnskaber',
    response: SealSchema.nullable(),
    status: 200,
  })
  async verify() {
    return (await this.sealing?.checkNow()) ?? null;
  }
}
