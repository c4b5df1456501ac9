import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { AccessRecordPageSchema } from './access-record.js';
import { ViewAccessLogHandler } from './view-access-log.handler.js';

const QuerySchema = PageQuerySchema.extend({
  contractId: IdSchema.optional(),
  participantId: IdSchema.optional(),
  subject: z.string().min(1).max(200).optional(),
  from: LocalDateSchema.optional(),
  to: LocalDateSchema.optional(),
});

@Controller('access-log')
export class AccessLogController {
  constructor(private readonly view: ViewAccessLogHandler) {}

  @Get()
  @Permit('access-log.read')
  @Describe({
    summary: 'Who read about which people, newest first; of a contract, a person, a reader, or days in Denmark',
    da: 'Hvem der har læst om hvilke borgere, nyeste først; for en kontrakt, en borger, en læser eller danske dage',
    response: AccessRecordPageSchema,
  })
  page(@Query({ schema: QuerySchema }) query: z.output<typeof QuerySchema>, @CurrentActor() person: Person) {
    return this.view.execute(query, person);
  }
}
