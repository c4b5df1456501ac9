import { Inject, Injectable } from '@nestjs/common';
import type { ContractSummary } from '@ringvirkning/contracts-api';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { Database, type Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { z } from 'zod';
import type { ContractLineRow } from '../persistence/contract.row.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ContractListStore } from '../persistence/contract-list.store.js';
import { contractSummary } from './present.js';

const PositionSchema = z.tuple([z.iso.datetime(), IdSchema]);

@Injectable()
export class ViewContractsHandler {
  constructor(
    private readonly db: Database,
    private readonly list: ContractListStore,
    private readonly contracts: ContractStore,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  /** Contracts the caller is party to, newest first. */
  async execute({ limit, after }: PageQuery): Promise<Page<ContractSummary>> {
    const items = await this.db.read(async (tx) => {
      const rows = await this.list.page(tx, limit + 1, decodeCursor(after, PositionSchema));
      const summaries: ContractSummary[] = [];
      for (const row of rows)
        summaries.push(contractSummary(row, this.config.INSTANCE_ID, await this.required(tx, row)));
      return summaries;
    });
    return toPage(items, limit, ({ createdAt, id }) => [createdAt, id]);
  }

  /** How many sign, where that still follows from the municipality's setting and so from what the contract costs. */
  private async required(
    tx: Tx,
    { contract_id: id, chain_open: isOpen }: ContractLineRow,
  ): Promise<number | undefined> {
    if (!isOpen) return undefined;
    const { contract } = await this.contracts.get(tx, id);
    return contract.agreement.requiredSignOffs.length;
  }
}
