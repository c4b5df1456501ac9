import type { IncomingMessage } from 'node:http';
import { Body, Controller, Get, Inject, Module, Param, Post, Query, Req } from '@nestjs/common';
import { CurrentActor, Permit, Public, type Person } from '@ringvirkning/auth';
import { AcceptsStream, AcceptsText, Describe, pageSchema, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { CLOCK, fail, type Clock } from '@ringvirkning/kernel';
import { LocalDateSchema } from '@ringvirkning/message';
import { requestContext } from '@ringvirkning/persistence';
import { defineManifest, linkManifests } from '@ringvirkning/message';
import { CONFIG, defineService, type ConfigOf } from '@ringvirkning/service';
import { z } from 'zod';

const NoteSchema = z.object({ text: z.string().min(3), on: LocalDateSchema }).meta({ id: 'Note' });
type Note = z.output<typeof NoteSchema>;

/** One route for each rule of the HTTP edge. */
@Controller('notes')
class NotesController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ConfigOf<typeof sampleService>,
  ) {}

  // eslint-disable-next-line house/route-has-permission -- the guard must close it
  @Get('undeclared')
  undeclared() {
    return 'never seen';
  }

  @Get('open')
  @Public('a spec looks at it')
  open() {
    return { now: this.clock.now(), greeting: this.config.GREETING, actor: requestContext.get().actor };
  }

  @Get('me')
  @Permit('outcomes.read')
  me(@CurrentActor() person: Person) {
    return { person, actor: requestContext.get().actor };
  }

  @Get(':id')
  @Permit('outcomes.read')
  one(@Param('id', { schema: z.uuid() }) id: string) {
    return { id };
  }

  @Get()
  @Permit('outcomes.read')
  @Describe({ summary: 'All notes', da: 'Alle noter', response: pageSchema(NoteSchema) })
  all(@Query({ schema: PageQuerySchema }) query: PageQuery) {
    return query;
  }

  @Post()
  @Permit('outcomes.record')
  @Describe({ summary: 'Writes a note', response: NoteSchema })
  write(@Body({ schema: NoteSchema }) note: Note) {
    return note;
  }

  @Post('verification')
  @Permit('outcomes.verify')
  verify() {
    return {};
  }

  @Post('document')
  @Permit('outcomes.record')
  @AcceptsText('application/yaml', 'application/json')
  document(@Body() text: string) {
    return { text };
  }

  @Post('rows')
  @Permit('outcomes.import')
  @AcceptsStream('text/csv')
  async rows(@Req() request: IncomingMessage) {
    let bytes = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) bytes += chunk.length;
    return { bytes, subject: requestContext.get().actor.subject };
  }

  @Get('fails/:how')
  @Public('a spec looks at it')
  fails(@Param('how') how: string): Promise<never> {
    return Promise.reject(FAILURES[how] as Error);
  }
}

const FAILURES: Readonly<Record<string, unknown>> = {
  rule: fail.rule('notes.closed', 'Noten er lukket.', 'The note is closed.', { params: { limit: 3 } }),
  invalid: fail.invalid('notes.odd', 'Noten er skæv.', 'The note is odd.'),
  'invalid-with-errors': fail.invalid('notes.odd', 'Noten er skæv.', 'The note is odd.', {
    errors: [{ code: 'notes.line', da: 'Linjen.', en: 'The line.', line: 3, column: 1 }],
  }),
  'not-found': fail.notFound('notes.unknown', 'Noten findes ikke.', 'There is no such note.'),
  conflict: fail.conflict('notes.changed', 'Noten er ændret.', 'The note has changed.'),
  forbidden: fail.forbidden('notes.not-yours', 'Noten er ikke din.', 'The note is not yours.'),
  unavailable: fail.unavailable('notes.away', 'Noterne er væk.', 'The notes are away.'),
  database: Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), { code: 'ECONNREFUSED' }),
  unknown: new Error('secret internals of 010190-1234'),
  'not-an-error': 'secret text',
};

@Module({ controllers: [NotesController] })
class NotesModule {}

export const sampleService = defineService({
  manifest: linkManifests([defineManifest({ name: 'outcomes', http: 'service' })])[0],
  config: z.object({ GREETING: z.string().default('hej') }),
  module: NotesModule,
});
