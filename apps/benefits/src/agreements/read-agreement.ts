import { Injectable } from '@nestjs/common';
import type { KnownPurses } from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { defineTask, HeavyWork } from '@ringvirkning/workers';
import { ContractStore } from '../persistence/contract.store.js';
import { AgreementFigures } from './agreement-figures.js';
import type { readAgreement } from './read-agreement.task.js';

const READ = defineTask<typeof readAgreement>(import.meta.url, './read-agreement.task.js', 'readAgreement');

export interface ReadAgreementDocument extends ReturnType<typeof readAgreement> {
  readonly text: string;
}

/** Reads the agreements that people send, in a worker, and checks them against the purses of their contract. */
@Injectable()
export class ReadAgreement {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly figures: AgreementFigures,
    private readonly work: HeavyWork,
  ) {}

  /** What is wrong with the text comes first. @throws DomainError `benefits.invalid-agreement` with all errors; `benefits.unknown-contract`, `benefits.agreement-other-currency`. */
  async from(contractId: string, text = ''): Promise<ReadAgreementDocument> {
    const read = await this.work.run(READ, { text, known: await this.db.read((tx) => this.known(tx, contractId)) });
    const { currency } = await this.db.read((tx) => this.contracts.get(tx, contractId));
    if (read.agreement.currency !== currency)
      throw fail.rule(
        'benefits.agreement-other-currency',
        `Aftalen er i ${read.agreement.currency}, kontrakten i ${currency}.`,
        `The agreement is in ${read.agreement.currency}, the contract in ${currency}.`,
      );
    return { ...read, text };
  }

  private async known(tx: Tx, contractId: string): Promise<KnownPurses | undefined> {
    return (await this.contracts.find(tx, contractId)) && this.figures.known(tx, contractId);
  }
}
