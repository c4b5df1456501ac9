import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import type { Run, RunItem } from '@ringvirkning/payments-api';
import { z } from 'zod';
import { publishedRun, publishedRunItem } from '../publishing/present-published.js';
import { Publications } from '../publishing/publications.js';
import { presentRun, presentRunItem } from '../presenting/present-run.js';
import { RunBook } from '../runs/run-book.js';

const PositionSchema = z.tuple([z.int().positive()]);

/** Runs in full for the authority and those who deliver; for outsiders what was published with them. */
@Injectable()
export class ViewRunsHandler {
  constructor(
    private readonly book: RunBook,
    private readonly publications: Publications,
  ) {}

  one(runId: string, person: Person): Promise<Run> {
    return this.book.db.read(async (tx) => {
      const stored = await this.book.run(tx, runId);
      const { contractId } = stored.run;
      const contract = await this.book.contract(tx, contractId, stored.termsVersion);
      return audienceOf(person, contract.terms.parties) === 'outside'
        ? publishedRun(stored, contract, await this.publications.of(tx, contractId))
        : presentRun(stored, contract, await this.book.claims.ofRun(tx, runId));
    });
  }

  /** Newest first. */
  list(contractId: string, { limit, after }: PageQuery, person: Person): Promise<Page<RunItem>> {
    return this.book.db.read(async (tx) => {
      const contract = await this.book.contract(tx, contractId);
      const runs = await this.book.runs.list(tx, contractId, decodeCursor(after, PositionSchema)?.[0], limit + 1);
      const outside = audienceOf(person, contract.terms.parties) === 'outside';
      const publications = outside ? await this.publications.of(tx, contractId) : [];
      return toPage(
        runs.map((stored) => (outside ? publishedRunItem(stored, publications) : presentRunItem(stored))),
        limit,
        ({ no }) => [no],
      );
    });
  }
}
