import { Injectable } from '@nestjs/common';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import type { Due, DueItem } from '@ringvirkning/payments-api';
import { z } from 'zod';
import { DueBook } from './due-book.js';
import { presentDue, presentDueItem } from './present-due.js';

const PositionSchema = z.tuple([z.uuid()]);

@Injectable()
export class ViewDuesHandler {
  constructor(private readonly book: DueBook) {}

  /** Newest first. */
  list({ limit, after }: PageQuery): Promise<Page<DueItem>> {
    return this.book.db.read(async (tx) => {
      const dues = await this.book.dues.list(tx, decodeCursor(after, PositionSchema)?.[0], limit + 1);
      const items: DueItem[] = [];
      for (const due of dues) items.push(presentDueItem(await this.book.look(tx, due)));
      return toPage(items, limit, ({ dueId }) => [dueId]);
    });
  }

  one(dueId: string): Promise<Due> {
    return this.book.db.read(async (tx) => presentDue(await this.book.look(tx, await this.book.find(tx, dueId))));
  }
}
