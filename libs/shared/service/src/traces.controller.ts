import { Body, Controller, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe, MOST_HITS, SearchRequestSchema, type SearchRequest } from '@ringvirkning/http';
import { Traces } from '@ringvirkning/outbox';
import { z } from 'zod';

const TraceSchema = z.object({
  events: z.array(
    z.object({
      eventId: z.string(),
      subject: z.string(),
      seq: z.int().nullable(),
      occurredAt: z.string(),
      consumers: z.array(z.object({ consumer: z.string(), received: z.boolean() })),
    }),
  ),
  deadLetters: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      code: z.string(),
      reason: z.string(),
      state: z.string(),
      failedAt: z.string(),
    }),
  ),
});

/** One request, followed through the messages. */
@Controller('operations/traces')
export class TracesController {
  constructor(private readonly traces: Traces) {}

  @Post()
  @Permit('operations.read')
  @Describe({
    summary:
      'What a request caused here, by its correlation id: its events and how far they came, and what of them failed',
    da: 'Hvad en forespørgsel førte til her, efter sags-id: beskeder og hvor langt de er nået, og hvad der fejlede',
    response: TraceSchema,
    status: 200,
  })
  find(@Body({ schema: SearchRequestSchema }) { term }: SearchRequest) {
    return this.traces.find(term, MOST_HITS);
  }
}
