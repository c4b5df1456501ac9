import { Inject, Injectable } from '@nestjs/common';
import type { ContractSummary } from '@ringvirkning/contracts-api';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { Database } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { z } from 'zod';
import { ContractListStore } from '../persistence/contract-list.store.js';
import { contractSummary } from './present.js';

const PositionSchema = z.tuple([z.iso.datetime(), IdSchema]);

@Injectable()
export class ViewContractsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractListStore,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  /** Contracts the caller is party to, newest first. */
  async execute({ limit, after }: PageQuery): Promise<Page<ContractSummary>> {
    const rows = await this.db.read((tx) => this.contracts.page(tx, limit + 1, decodeCursor(after, PositionSchema)));
    return toPage(
      rows.map((row) => contractSummary(row, this.config.INSTANCE_ID)),
      limit,
      ({ createdAt, id }) => [createdAt, id],
    );
  }
}
