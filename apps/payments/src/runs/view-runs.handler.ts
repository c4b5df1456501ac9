import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import type { Run, RunItem } from '@ringvirkning/payments-api';
import { z } from 'zod';
import { presentRun, presentRunItem } from './present-run.js';
import { RunBook } from './run-book.js';

const PositionSchema = z.tuple([z.int().positive()]);

@Injectable()
export class ViewRunsHandler {
  constructor(private readonly book: RunBook) {}

  one(runId: string, person: Person): Promise<Run> {
    return this.book.db.read(async (tx) => {
      const stored = await this.book.run(tx, runId);
      return presentRun(stored, await this.book.contract(tx, stored.run.contractId, stored.termsVersion), person);
    });
  }

  /** Newest first. */
  list(contractId: string, { limit, after }: PageQuery, person: Person): Promise<Page<RunItem>> {
    return this.book.db.read(async (tx) => {
      await this.book.contract(tx, contractId);
      const runs = await this.book.runs.list(tx, contractId, decodeCursor(after, PositionSchema)?.[0], limit + 1);
      return toPage(
        runs.map((stored) => presentRunItem(stored, person)),
        limit,
        ({ no }) => [no],
      );
    });
  }
}
