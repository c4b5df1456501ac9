import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { decodeCursor, Describe, PageQuerySchema, toPage, type PageQuery } from '@ringvirkning/http';
import { CLOCK, fail, type Clock } from '@ringvirkning/kernel';
import { CodeSchema } from '@ringvirkning/message';
import { QuarantinedTextSchema, QuarantinePageSchema } from '@ringvirkning/partnership-api';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { QuarantineStore } from '../persistence/quarantine.store.js';

/** What is no number is not found. */
const IdSchema = CodeSchema;
const numberIn = (id: string): number => (/^\d{1,15}$/.test(id) ? Number(id) : 0);

/** Texts from outside that had no effect. */
@Controller('quarantine')
export class QuarantineController {
  constructor(
    private readonly db: Database,
    private readonly quarantine: QuarantineStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('partnership.read')
  @Describe({
    summary: 'Texts that were put aside, and why, newest first',
    da: 'Tekster, der er lagt til side, og hvorfor, nyeste først',
    response: QuarantinePageSchema,
  })
  async page(@Query({ schema: PageQuerySchema }) { limit, after }: PageQuery) {
    const [before] = decodeCursor(after, z.tuple([z.int()])) ?? [];
    const rows = await this.db.read((tx) => this.quarantine.page(tx, before, limit + 1));
    const items = rows.map(({ sender: from, ...row }) => ({ ...row, from }));
    return toPage(items, limit, ({ id }) => [id]);
  }

  @Post(':id/opening')
  @Permit('operations.operate')
  @Describe({
    summary: 'A text that was put aside; it counts as seen then',
    da: 'En tekst, der er lagt til side; den tæller derefter som set',
    response: QuarantinedTextSchema,
  })
  async open(@Param('id', { schema: IdSchema }) address: string) {
    const id = numberIn(address);
    const found = await this.db.transaction((tx) => this.quarantine.open(tx, id, this.clock.now()));
    if (!found) throw fail.notFound('partnership.unknown-text', 'Teksten findes ikke.', 'There is no such text.');
    return { id, text: found.text, isCut: found.size > found.text.length };
  }
}
