import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ArgumentsHost } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { fail } from '@ringvirkning/kernel';
import { createLogger } from '@ringvirkning/observability';
import { firstValueFrom } from 'rxjs';
import { ProblemFilter } from './problem.filter.js';

const hostOf = (type: string, response?: ServerResponse) =>
  ({ getType: () => type, switchToHttp: () => ({ getResponse: () => response }) }) as unknown as ArgumentsHost;

/** Lets the filter answer one request; returns what the caller got and what was logged. */
async function answer(thrown: unknown, before: (response: ServerResponse) => void = () => undefined) {
  const lines: string[] = [];
  const filter = new ProblemFilter(createLogger({ service: 's', stream: { write: (line) => void lines.push(line) } }));
  const server = createServer((_, response) => {
    before(response);
    filter.catch(thrown, hostOf('http', response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return {
      response,
      text: await response.text(),
      lines: lines.map((line) => JSON.parse(line) as { err: { message: string; cause: { message: string } } }),
    };
  } finally {
    server.close();
  }
}

describe('the problem filter', () => {
  it('logs an unexpected error once, with its cause, and tells none of it', async () => {
    const { text, lines } = await answer(new Error('outer', { cause: new Error('inner') }));
    expect(lines).toHaveLength(1);
    expect(lines[0]!.err).toMatchObject({ message: 'outer', cause: { message: 'inner' } });
    expect(text).not.toMatch(/outer|inner/);
  });
  it('does not log what the caller did wrong', async () =>
    expect((await answer(fail.rule('x.y', 'da', 'en'))).lines).toEqual([]));
  it('says when to come back', async () =>
    expect((await answer(fail.unavailable('x.y', 'da', 'en'))).response.headers.get('retry-after')).toBe('5'));
  it('breaks off an answer that has begun, so that it cannot pass for a whole one', () =>
    expect(answer(new Error('late'), (response) => void response.writeHead(200).write('half'))).rejects.toThrow());
  it('leaves errors of messages to their transport', async () => {
    const thrown = fail.rule('x.y', 'da', 'en');
    const filter = new ProblemFilter(createLogger({ service: 's', level: 'silent' }));
    await expect(firstValueFrom(filter.catch(thrown, hostOf('rpc'))!)).rejects.toBe(thrown);
  });
});
