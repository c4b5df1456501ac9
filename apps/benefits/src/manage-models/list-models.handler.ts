import { Injectable } from '@nestjs/common';
import type { ValuationModelDetail, ValuationModelPage } from '@ringvirkning/benefits-api';
import { decodeCursor, toPage, type PageQuery } from '@ringvirkning/http';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { ModelStore } from '../persistence/model.store.js';
import { presentModel } from './present-model.js';

const Cursor = z.tuple([z.string()]);

@Injectable()
export class ListModelsHandler {
  constructor(
    private readonly db: Database,
    private readonly models: ModelStore,
  ) {}

  page({ limit, after }: PageQuery): Promise<ValuationModelPage> {
    const [name] = decodeCursor(after, Cursor) ?? [''];
    return this.db.read(async (tx) => {
      const page = toPage(await this.models.page(tx, name, limit + 1), limit, ({ model }) => [model]);
      return { items: page.items.map(presentModel), next: page.next };
    });
  }

  /** @throws DomainError `benefits.unknown-model` */
  get(model: string): Promise<ValuationModelDetail> {
    return this.db.read(async (tx) => {
      const stored = await this.models.get(tx, model);
      return { ...presentModel(stored), document: stored.document };
    });
  }
}
