import { describe, expect, it } from '@jest/globals';
import { requestContext } from '@ringvirkning/persistence';
import { createLogger, NestLogger, type Logger } from './logger.js';

const actor = { subject: 's', organisation: '*', roles: [] };
const logged = (write: (logger: Logger) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  write(createLogger({ service: 'payments', level: 'debug', stream: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('logger', () => {
  it('puts service and correlation id on every line', () => {
    const lines = logged((logger) =>
      requestContext.run({ actor, correlationId: 'c-1' }, () => [
        logger.info('one'),
        logger.child({ part: 'x' }).warn({ n: 1 }, 'two'),
      ]),
    );
    expect(lines).toMatchObject([
      { service: 'payments', correlationId: 'c-1', msg: 'one', level: 'info' },
      { service: 'payments', correlationId: 'c-1', msg: 'two', n: 1 },
    ]);
  });
  it.each<[string, (logger: Logger) => void]>([
    ['the message', (logger) => logger.info('cpr 010190-1234')],
    ['an argument', (logger) => logger.info('cpr %s', '010190-1234')],
    ['an object argument', (logger) => logger.info('cpr %j', { cpr: '010190-1234' })],
    ['a member', (logger) => logger.info({ deep: { note: '010190-1234' } }, 'x')],
    ['a bare error', (logger) => logger.error(new Error('010190-1234'))],
    ['a lone err', (logger) => logger.error({ err: new Error('010190-1234') })],
    [
      'an error with a message',
      (logger) => logger.error({ err: new Error('x', { cause: '010190-1234' }) }, 'failed 010190-1234'),
    ],
    ["Nest's lines", (logger) => new NestLogger(logger).error('failed 010190-1234', 'stack 010190-1234', 'Context')],
  ])('keeps a personal number out of %s', (_, write) => {
    const text = JSON.stringify(logged(write));
    expect(text).not.toContain('010190');
    expect(text).toContain('"msg"');
  });
});
