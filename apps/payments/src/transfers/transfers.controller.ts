import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AcceptsText, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  ImportedTransfersSchema,
  RecordTransferSchema,
  TransferSchema,
  TransfersSchema,
  WithdrawTransferSchema,
  type RecordTransfer,
  type WithdrawTransfer,
} from '@ringvirkning/payments-api';
import { ImportTransfersHandler } from './import-transfers.handler.js';
import { RecordTransferHandler } from './record-transfer.handler.js';
import { ViewTransfersHandler } from './view-transfers.handler.js';

const id = { schema: IdSchema };

/** What became of the money after a run was authorised. */
@Controller()
export class TransfersController {
  constructor(
    private readonly viewing: ViewTransfersHandler,
    private readonly recording: RecordTransferHandler,
    private readonly importing: ImportTransfersHandler,
  ) {}

  @Get('runs/:id/payments')
  @Permit('payments.read')
  @Describe({
    summary: 'What became of the money of a run, by payer and payee',
    da: 'Hvad der er blevet af kørslens penge, pr. betaler og modtager',
    response: TransfersSchema,
  })
  ofRun(@Param('id', id) runId: string, @CurrentActor() person: Person) {
    return this.viewing.ofRun(runId, person);
  }

  @Get('contracts/:contractId/payments')
  @Permit('payments.read')
  @Describe({
    summary: 'What became of the money of all runs of a contract, the newest first',
    da: 'Hvad der er blevet af pengene i alle kontraktens kørsler, den nyeste først',
    response: TransfersSchema,
  })
  ofContract(@Param('contractId', id) contractId: string, @CurrentActor() person: Person) {
    return this.viewing.ofContract(contractId, person);
  }

  @Post('runs/:id/payments')
  @Permit('payments.record')
  @Describe({
    summary: 'Record that a payment of a run was made, or failed',
    da: 'Registrér, at en af kørslens betalinger er gennemført eller fejlet',
    response: TransferSchema,
    status: 200,
  })
  record(
    @Param('id', id) runId: string,
    @Body({ schema: RecordTransferSchema }) word: RecordTransfer,
    @CurrentActor() person: Person,
  ) {
    return this.recording.record(runId, word, person);
  }

  @Post('runs/:id/payments/withdrawal')
  @Permit('payments.record')
  @Describe({
    summary: 'Take back what was last recorded of a payment',
    da: 'Tilbagekald det, der senest er registreret om en betaling',
    response: TransferSchema,
    status: 200,
  })
  withdraw(
    @Param('id', id) runId: string,
    @Body({ schema: WithdrawTransferSchema }) word: WithdrawTransfer,
    @CurrentActor() person: Person,
  ) {
    return this.recording.withdraw(runId, word, person);
  }

  @Post('contracts/:contractId/payments')
  @Permit('payments.record')
  @AcceptsText('text/csv')
  @Describe({
    summary: 'Record payments from a list: all of its rows, or none, with each row that is to be mended',
    da: 'Registrér betalinger fra en liste: alle rækker eller ingen, med hver række der skal rettes',
    response: ImportedTransfersSchema,
    status: 200,
  })
  read(@Param('contractId', id) contractId: string, @Body() text: string | undefined, @CurrentActor() person: Person) {
    return this.importing.execute(contractId, text ?? '', person);
  }
}
