import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { decodeCursor, Describe, PageQuerySchema, pageSchema, toPage, type PageQuery } from '@ringvirkning/http';
import { DeadLetters, type DeadLetter } from '@ringvirkning/outbox';
import { z } from 'zod';

const STATES = ['open', 'done', 'purged'] as const;
const QuerySchema = PageQuerySchema.extend({ state: z.enum(STATES).default('open') });
const PositionSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** Without the envelope: operators need to know what failed and why, not whom it is about. */
const LetterSchema = z.object({
  id: z.string(),
  subject: z.string(),
  seq: z.int(),
  eventId: z.string(),
  item: z
    .int()
    .nullable()
    .describe('Place of the one item of the event that failed, from 0; null when it is all of it'),
  code: z.string(),
  reason: z.string(),
  attempts: z.int(),
  failedAt: z.string(),
  state: z.enum(STATES),
});
const RequeuedSchema = z.object({ id: z.string(), state: z.enum(STATES), reason: z.string().optional() });

/** Events that could not be consumed. */
@Controller('operations/dead-letters')
export class DeadLettersController {
  constructor(private readonly letters: DeadLetters) {}

  @Get()
  @Permit('operations.read')
  @Describe({
    summary: 'Events put aside, oldest first',
    da: 'Beskeder lagt til side, ældste først',
    response: pageSchema(LetterSchema),
  })
  async list(@Query({ schema: QuerySchema }) { state, limit, after }: PageQuery & { state: DeadLetter['state'] }) {
    const [afterId] = decodeCursor(after, PositionSchema) ?? [];
    const rows = await this.letters.list({ state, limit: limit + 1, ...(afterId && { after: afterId }) });
    return toPage(
      rows.map(({ envelope: _, ...letter }) => letter),
      limit,
      ({ id }) => [id],
    );
  }

  @Post('retry-all')
  @Permit('operations.operate')
  @Describe({
    summary: 'Tries every open one again',
    da: 'Prøver alle åbne igen',
    response: z.object({ results: z.array(RequeuedSchema) }),
    status: 200,
  })
  async retryAll() {
    return { results: await this.letters.requeueAll() };
  }

  @Post(':id/retry')
  @Permit('operations.operate')
  @Describe({
    summary: 'Tries one again; the answer says whether it worked',
    da: 'Prøver én igen; svaret siger, om det lykkedes',
    response: RequeuedSchema,
    status: 200,
  })
  retry(@Param('id') id: string) {
    return this.letters.requeue(id);
  }

  @Post(':id/purge')
  @Permit('operations.operate')
  @Describe({
    summary: 'Gives one up; it stays on record',
    da: 'Opgiver én; den bliver stående i historikken',
    response: RequeuedSchema,
    status: 200,
  })
  purge(@Param('id') id: string) {
    return this.letters.purge(id);
  }
}
