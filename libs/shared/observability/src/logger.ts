import { requestContext } from '@ringvirkning/persistence';
import type { LoggerService } from '@nestjs/common';
import { destination, pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { redact, scrub } from './redact.js';

export type Logger = PinoLogger;
/** Injection token of the service's {@link Logger}. */
export const LOGGER = Symbol('Logger');

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Lines are written a few at a time: each write would cost more than the line. What waits is written at a fatal line, when flushed and at the end of the process. */
const standardOutput = (): DestinationStream => destination({ sync: false, minLength: 4_096, periodicFlush: 200 });

export interface LoggerOptions {
  readonly service: string;
  readonly level?: LogLevel | undefined;
  /** Where lines go; standard output when absent. */
  readonly stream?: DestinationStream;
}

/** JSON lines with service and correlation id. Every member and text goes through {@link redact} first. */
export function createLogger({ service, level = 'info', stream = standardOutput() }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (members) => redact(members) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          method.apply(this, scrubTexts(args) as Parameters<typeof method>);
        },
      },
      mixin: () => {
        const { correlationId, causationId } = requestContext.get();
        return correlationId ? { correlationId, causationId } : {};
      },
    },
    stream,
  );
}

/** Texts bypass `formatters.log`: the message with its arguments, and the message pino takes over from a bare error or a lone `err`. */
function scrubTexts(args: readonly unknown[]): unknown[] {
  const [first, ...rest] = args;
  const error = first instanceof Error ? first : (first as { err?: unknown } | null | undefined)?.err;
  const message = rest.length === 0 && error instanceof Error ? [error.message] : rest;
  const texts = message.map((text) => (typeof text === 'string' ? scrub(text) : redact(text)));
  if (typeof first === 'string') return [scrub(first), ...texts];
  return [first instanceof Error ? { err: first } : first, ...texts];
}

/** Nest's account of its own start. */
const BOOT_CONTEXTS = new Set<unknown>([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'NestMicroservice',
  'RouterExplorer',
  'RoutesResolver',
  'WebSocketsController',
]);

/** Lets Nest's own lines go through the service's logger. Nest passes its context (or a stack) as the last argument. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log = (message: unknown, ...rest: unknown[]) =>
    this.write(BOOT_CONTEXTS.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  debug = (message: unknown, ...rest: unknown[]) => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]) => this.write('trace', message, rest);
  warn = (message: unknown, ...rest: unknown[]) => this.write('warn', message, rest);
  error = (message: unknown, ...rest: unknown[]) => this.write('error', message, rest);
  fatal = (message: unknown, ...rest: unknown[]) => this.write('fatal', message, rest);

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    if (message instanceof Error) this.logger[level]({ err: message, context }, message.message);
    else
      this.logger[level]({ context, stack }, typeof message === 'string' ? message : JSON.stringify(redact(message)));
  }
}
