import { Controller, Get, Inject } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { LEDGER_CHECK, type LedgerCheck } from './ledger-check.js';

/** What operators see and do in every service. */
@Controller('operations')
export class OperationsController {
  constructor(@Inject(ModuleRef) private readonly modules: ModuleRef) {}

  @Get()
  @Permit('operations.read')
  @Describe({ summary: 'State of messaging, ledger and dependencies', da: 'Tilstand for beskeder, bogføring og afhængigheder' })
  async overview() {
    return { ledger: await this.ledger()?.check() };
  }

  private ledger(): LedgerCheck | undefined {
    return this.modules.get<LedgerCheck | undefined>(LEDGER_CHECK, { strict: false });
  }
}
