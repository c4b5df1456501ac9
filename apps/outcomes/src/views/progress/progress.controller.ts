import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ProgressSchema } from '@ringvirkning/outcomes-api';
import { ProgressHandler } from './progress.handler.js';

@Controller('contracts/:contractId/progress')
export class ProgressController {
  constructor(private readonly progress: ProgressHandler) {}

  @Get()
  @Permit('outcomes.read')
  @Describe({
    summary:
      'Share reaching each step, with sample size and 95 % interval; small cells are withheld from investors and council',
    da: 'Andel der når hvert trin, med antal og 95 %-interval; små celler vises ikke for investorer og byråd',
    response: ProgressSchema,
  })
  view(@Param('contractId', { schema: IdSchema }) contractId: string, @CurrentActor() person: Person) {
    return this.progress.execute(contractId, person);
  }
}
