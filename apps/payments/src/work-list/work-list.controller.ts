import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { PaymentWorkListSchema } from '@ringvirkning/payments-api';
import { WorkListHandler } from './work-list.handler.js';

@Controller('work-list')
export class WorkListController {
  constructor(private readonly workList: WorkListHandler) {}

  @Get()
  @Permit('payments.read')
  @Describe({
    summary: 'Runs that wait for the caller',
    da: 'Kørsler, der venter på dig',
    response: PaymentWorkListSchema,
  })
  mine(@CurrentActor() person: Person) {
    return this.workList.execute(person);
  }
}
