import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  CapitalOverviewSchema,
  ContractCapitalSchema,
  RecordCapitalSchema,
  WithdrawCapitalSchema,
  type RecordCapital,
  type WithdrawCapital,
} from '@ringvirkning/payments-api';
import { z } from 'zod';
import { RecordCapitalHandler } from './record-capital.handler.js';
import { ViewCapitalHandler } from './view-capital.handler.js';

const id = { schema: IdSchema };
const AfterQuerySchema = z.object({ after: IdSchema.optional() });

/** Capital as it is drawn, repaid, called and lost. */
@Controller()
export class CapitalController {
  constructor(
    private readonly viewing: ViewCapitalHandler,
    private readonly recording: RecordCapitalHandler,
  ) {}

  @Get('capital')
  @Permit('payments.read-capital')
  @Describe({
    summary: 'Capital of all contracts that you see: what is drawn and repaid, the return, and what comes next',
    da: 'Kapitalen i alle kontrakter, du kan se: hvad der er indbetalt og tilbagebetalt, afkastet, og hvad der kommer',
    response: CapitalOverviewSchema,
  })
  all(
    @Query({ schema: AfterQuerySchema }) { after }: z.output<typeof AfterQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.viewing.all(after, person);
  }

  @Get('contracts/:contractId/capital')
  @Permit('payments.read-capital')
  @Describe({
    summary: "A contract's capital: what is drawn and repaid, the return, and what is expected by quarter",
    da: 'Kontraktens kapital: hvad der er indbetalt og tilbagebetalt, afkastet, og hvad der ventes pr. kvartal',
    response: ContractCapitalSchema,
  })
  ofContract(@Param('contractId', id) contractId: string, @CurrentActor() person: Person) {
    return this.viewing.ofContract(contractId, person);
  }

  @Post('contracts/:contractId/capital')
  @Permit('payments.record')
  @Describe({
    summary: 'Record that capital was drawn, repaid from a run, called or lost',
    da: 'Registrér, at kapital er indbetalt, tilbagebetalt fra en kørsel, trukket på en garanti eller tabt',
    response: ContractCapitalSchema,
    status: 200,
  })
  record(
    @Param('contractId', id) contractId: string,
    @Body({ schema: RecordCapitalSchema }) word: RecordCapital,
    @CurrentActor() person: Person,
  ) {
    return this.recording.record(contractId, word, person);
  }

  @Post('contracts/:contractId/capital/withdrawal')
  @Permit('payments.record')
  @Describe({
    summary: 'Take back what was last recorded of the capital',
    da: 'Tilbagekald det, der senest er registreret om kapitalen',
    response: ContractCapitalSchema,
    status: 200,
  })
  withdraw(
    @Param('contractId', id) contractId: string,
    @Body({ schema: WithdrawCapitalSchema }) what: WithdrawCapital,
    @CurrentActor() person: Person,
  ) {
    return this.recording.withdraw(contractId, what, person);
  }
}
