import { Body, Controller, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { WhatIfRequestSchema, WhatIfSchema } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import type { z } from 'zod';
import { WhatIfHandler } from './what-if.handler.js';

@Controller('contracts/:contractId/what-if')
export class WhatIfController {
  constructor(private readonly handler: WhatIfHandler) {}

  @Post()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Who would gain under another law; books nothing',
    da: 'Hvem der ville få gevinsten under en anden lov; bogfører intet',
    response: WhatIfSchema,
    status: 200,
  })
  ask(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: WhatIfRequestSchema }) change: z.output<typeof WhatIfRequestSchema>,
  ) {
    return this.handler.execute(contractId, change);
  }
}
