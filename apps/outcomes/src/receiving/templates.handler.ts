import { Injectable } from '@nestjs/common';
import { Database } from '@ringvirkning/persistence';
import { KnownContracts } from '../known-contracts/known-contracts.js';
import { ContractStore } from '../persistence/contract.store.js';
import type { Language } from './returned-rows.js';
import { asCsv, asWorkbook, claimsTemplate, peopleTemplate, type Template } from './templates.js';

type Form = 'csv' | 'xlsx';

/** Files to fill in, by the terms of a contract. */
@Injectable()
export class TemplatesHandler {
  constructor(
    private readonly db: Database,
    private readonly known: KnownContracts,
    private readonly contracts: ContractStore,
  ) {}

  claims(contractId: string, as: Form, language: Language): Promise<Uint8Array> {
    return this.of(contractId, as, language, claimsTemplate);
  }

  people(contractId: string, as: Form, language: Language): Promise<Uint8Array> {
    return this.of(contractId, as, language, peopleTemplate);
  }

  private async of(
    contractId: string,
    as: Form,
    language: Language,
    make: typeof claimsTemplate | typeof peopleTemplate,
  ): Promise<Uint8Array> {
    await this.known.require(contractId);
    const { terms } = await this.db.read((tx) => this.contracts.get(tx, contractId));
    const template: Template = make(terms, language);
    return as === 'csv' ? Buffer.from(asCsv(template)) : asWorkbook(template, language);
  }
}
