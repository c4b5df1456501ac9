import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import {
  AnnounceMaintenanceSchema,
  ChangeKeySchema,
  DraftStatementSchema,
  LeavePartnershipSchema,
  PartnershipStateSchema,
  SignedStatementSchema,
  StatementTextSchema,
  type DraftStatement,
} from '@ringvirkning/partnership-api';
import type { Instant } from '@ringvirkning/kernel';
import { ViewPartnershipHandler } from '../view-partnership/view-partnership.handler.js';
import { StatementHandler } from './statement.handler.js';

interface StatementText {
  readonly text: string;
}

@Controller()
export class StatementsController {
  constructor(
    private readonly statements: StatementHandler,
    private readonly view: ViewPartnershipHandler,
  ) {}

  @Post('statements/drafts')
  @Permit('partnership.manage')
  @Describe({
    summary: 'A statement that takes several hands, with our signature',
    da: 'En erklæring, som flere skal underskrive, med vores underskrift',
    response: SignedStatementSchema,
  })
  draft(@Body({ schema: DraftStatementSchema }) body: DraftStatement) {
    return this.statements.draft(body);
  }

  @Post('statements/reading')
  @HttpCode(200)
  @Permit('partnership.read')
  @Describe({
    summary: 'What a statement says, and who has signed it',
    da: 'Hvad en erklæring siger, og hvem der har underskrevet den',
    response: SignedStatementSchema,
    status: 200,
  })
  read(@Body({ schema: StatementTextSchema }) { text }: StatementText) {
    return this.statements.read(text);
  }

  @Post('statements/signatures')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Add our signature to a statement',
    da: 'Føj vores underskrift til en erklæring',
    response: SignedStatementSchema,
  })
  sign(@Body({ schema: StatementTextSchema }) { text }: StatementText) {
    return this.statements.sign(text);
  }

  @Post('statements')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Send a statement that enough have signed to the keeper of the history',
    da: 'Send en erklæring, som nok har underskrevet, til protokolføreren',
    response: SignedStatementSchema,
  })
  submit(@Body({ schema: StatementTextSchema }) { text }: StatementText) {
    return this.statements.submit(text);
  }

  @Post('leaving')
  @Permit('partnership.manage')
  @Describe({ summary: 'Leave the partnership', da: 'Træd ud af partnerskabet', response: PartnershipStateSchema })
  async leave(@Body({ schema: LeavePartnershipSchema }) { reason }: { readonly reason: string }) {
    await this.statements.leave(reason);
    return this.view.state();
  }

  @Post('keys')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Change our own key: the old one signs the new one',
    da: 'Skift vores egen nøgle: den gamle underskriver den nye',
    response: PartnershipStateSchema,
  })
  async changeKey(@Body({ schema: ChangeKeySchema }) { keyDays }: { readonly keyDays: number }) {
    await this.statements.changeKey(keyDays);
    return this.view.state();
  }

  @Post('maintenance')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Announce maintenance: the others show it instead of an alarm',
    da: 'Varsl vedligeholdelse: de andre viser den i stedet for en alarm',
    response: PartnershipStateSchema,
  })
  async announce(
    @Body({ schema: AnnounceMaintenanceSchema }) span: { readonly begins: Instant; readonly ends: Instant },
  ) {
    await this.statements.announceMaintenance(span);
    return this.view.state();
  }
}
