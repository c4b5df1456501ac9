import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SERVICES } from '@ringvirkning/catalogue';
import { z } from 'zod';
import type { Language } from '../../report/words.js';
import { read, type Instance } from '../instance.js';

const TraceSchema = z.object({
  events: z.array(
    z.object({
      ...{ eventId: z.string(), subject: z.string(), seq: z.int().nullable(), occurredAt: z.string() },
      consumers: z.array(z.object({ consumer: z.string(), received: z.boolean() })),
    }),
  ),
  deadLetters: z.array(
    z.object({
      ...{ id: z.string(), subject: z.string(), code: z.string(), reason: z.string() },
      ...{ state: z.string(), failedAt: z.string() },
    }),
  ),
});
const LineSchema = z.looseObject({
  ...{ time: z.string(), level: z.string(), service: z.string(), msg: z.string().optional() },
  ...{ correlationId: z.string().optional(), causationId: z.string().optional() },
});

/** One thing that a request led to. `log`: a line of a program; `event`: what a service told; `put-aside`: what could not be consumed. */
export interface Step {
  readonly at: string;
  readonly service: string;
  readonly kind: 'log' | 'event' | 'put-aside';
  readonly what: string;
  /** Consumers and whether each has it; of a log line its level. */
  readonly how: readonly string[];
}

/** Follows one request through services and messages, in the order in which things happened. @param folder of log files; absent: without lines. @throws NoAnswer */
export async function followed(instance: Instance, correlation: string, folder: string | undefined): Promise<Step[]> {
  const traces = await Promise.all(SERVICES.map((service) => traced(instance, service, correlation)));
  const lines = folder === undefined ? [] : await linesOf(folder, correlation);
  return [...traces.flat(), ...lines].sort((one, other) => one.at.localeCompare(other.at));
}

async function traced(instance: Instance, service: string, term: string): Promise<Step[]> {
  const trace = read(TraceSchema, await instance.post(`/api/${service}/operations/traces`, { term }));
  return [
    ...trace.events.map(({ occurredAt, subject, seq, consumers }): Step => ({
      ...{ at: occurredAt, service, kind: 'event', what: `${subject} ${seq ?? ''}`.trim() },
      how: consumers.map(({ consumer, received }) => `${consumer} ${received ? '✓' : '…'}`),
    })),
    ...trace.deadLetters.map(({ failedAt, subject, code, reason, state }): Step => ({
      ...{ at: failedAt, service, kind: 'put-aside', what: `${subject}: ${code}: ${reason}`, how: [state] },
    })),
  ];
}

/** Lines of all log files of a folder that carry the id. What is no line of ours is passed over. */
async function linesOf(folder: string, correlation: string): Promise<Step[]> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.log')) : [];
  const found: Step[] = [];
  for (const file of files)
    for await (const text of createInterface({ input: createReadStream(join(folder, file)) })) {
      const line = text.includes(correlation) ? parsed(text) : undefined;
      if (line && [line.correlationId, line.causationId].includes(correlation))
        found.push({ at: line.time, service: line.service, kind: 'log', what: line.msg ?? '', how: [line.level] });
    }
  return found;
}

function parsed(text: string) {
  try {
    return LineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const WORDS = {
  da: {
    kinds: { log: 'linje', event: 'besked', 'put-aside': 'LAGT TIL SIDE' },
    none: 'Intet kendes under det id.',
    rest: (all: number) => `${all} skridt. ✓: modtageren har den, …: på vej.`,
  },
  en: {
    kinds: { log: 'line', event: 'message', 'put-aside': 'PUT ASIDE' },
    none: 'Nothing is known under that id.',
    rest: (all: number) => `${all} steps. ✓: the consumer has it, …: on its way.`,
  },
} as const;

export function followedText(steps: readonly Step[], language: Language): string {
  const words = WORDS[language];
  if (steps.length === 0) return `${words.none}\n`;
  const lines = steps.map(({ at, service, kind, what, how }) =>
    [at, service, words.kinds[kind], what, how.length > 0 && `(${how.join(', ')})`].filter(Boolean).join('  '),
  );
  return [...lines, words.rest(steps.length), ''].join('\n');
}
