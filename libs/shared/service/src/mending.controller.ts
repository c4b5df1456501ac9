import { Controller, Get, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { Mending } from '@ringvirkning/outbox';
import { z } from 'zod';

const MendedSchema = z.object({
  epoch: z.int().nullable().describe('The new life of the event log; null when nothing was lost'),
  subjects: z.array(
    z.object({
      subject: z.string(),
      fork: z.int().describe('The last number that both histories share'),
      givenBack: z.int().describe('Events the database had lost'),
      renumbered: z.int().describe('Events added since the restore, which follow under new numbers'),
    }),
  ),
});
const GivenBackSchema = z.object({
  items: z.array(
    z.object({
      subject: z.string(),
      key: z.string().describe('The aggregate: a contract, a claim, a run'),
      seq: z.int(),
      eventId: z.string(),
      occurredAt: z.string(),
      givenBackBy: z.string(),
    }),
  ),
});

/** For the service whose database was restored from an older backup. */
@Controller('operations/messaging')
export class MendingController {
  constructor(private readonly mending: Mending) {}

  @Post('mending')
  @Permit('operations.operate')
  @Describe({
    summary: 'After a restore from an older backup: gets back from the consumers the events this database lost',
    da: 'Efter gendannelse fra en ældre sikkerhedskopi: henter de beskeder tilbage hos modtagerne, som databasen har mistet',
    response: MendedSchema,
    status: 200,
  })
  mend() {
    return this.mending.mend();
  }

  @Get('given-back')
  @Permit('operations.read')
  @Describe({
    summary:
      'Events that consumers gave back, oldest first (1,000 at most): what they tell may be missing in the service itself, and must be repeated by people',
    da: 'Beskeder hentet tilbage hos modtagerne, ældste først (højst 1.000): det, de fortæller, kan mangle i tjenesten selv og må gentages af mennesker',
    response: GivenBackSchema,
  })
  async givenBack() {
    return { items: await this.mending.recovered() };
  }
}
