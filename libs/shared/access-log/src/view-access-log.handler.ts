import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { AccessLog, type AccessQuery } from './access-log.js';
import type { AccessRecord } from './access-record.js';

const PositionSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** The log names people, so looking into it leaves a line as well. */
@Injectable()
export class ViewAccessLogHandler {
  constructor(
    private readonly db: Database,
    private readonly log: AccessLog,
  ) {}

  execute({ limit, after, ...query }: PageQuery & AccessQuery, person: Person): Promise<Page<AccessRecord>> {
    const [before] = decodeCursor(after, PositionSchema) ?? [];
    return this.db.transaction(async (tx) => {
      const page = toPage(await this.log.page(tx, query, limit + 1, before), limit, ({ id }) => [id]);
      const people = page.items.flatMap(({ contractId, participantIds }) =>
        (participantIds ?? []).map((participantId) => ({ contractId, participantId })),
      );
      await this.log.record(tx, person, 'access-log', people);
      return page;
    });
  }
}
