import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { WorkListSchema } from '@ringvirkning/outcomes-api';
import { z } from 'zod';
import { WorkListHandler } from './work-list.handler.js';

const WorkListQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });

@Controller('work-list')
export class WorkListController {
  constructor(private readonly workList: WorkListHandler) {}

  @Get()
  @Permit('outcomes.read')
  @Describe({
    summary: 'What waits for the caller: claims to decide, follow-ups due, claims that came back',
    da: 'Hvad der venter på dig: resultater at tage stilling til, opfølgninger, returnerede resultater',
    response: WorkListSchema,
  })
  view(
    @Query({ schema: WorkListQuerySchema }) { limit }: z.output<typeof WorkListQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.workList.execute(limit, person);
  }
}
