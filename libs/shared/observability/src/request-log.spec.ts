import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestContext } from '@ringvirkning/persistence';
import { createLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { requestLog } from './request-log.js';

const lines: string[] = [];
let onLine = (): void => undefined;
const metrics = new Metrics('s');
const logger = createLogger({
  service: 's',
  level: 'debug',
  stream: { write: (line) => (lines.push(line), onLine()) },
});
const middleware = requestLog(logger, metrics);
const actor = { subject: 'anna', organisation: '*', roles: [] };

const server = createServer((request, response) =>
  requestContext.run({ actor, correlationId: 'c-1' }, () =>
    middleware(Object.assign(request, { route: { path: '/people/:id' } }), response, () => {
      response.statusCode = Number(request.headers['x-status'] ?? 200);
      response.end('body of 010190-1234');
    }),
  ),
);
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => void server.close());

const ask = async (status: number): Promise<Record<string, unknown>> => {
  const told = new Promise<void>((resolve) => (onLine = resolve));
  const from = lines.length;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people/010190-1234?cpr=0202902345&name=Anna`;
  await (
    await fetch(url, {
      method: 'POST',
      body: 'Hansen',
      headers: { 'x-status': String(status), authorization: 'Bearer abc', connection: 'close' },
    })
  ).text();
  await told;
  return JSON.parse(lines[from]!) as Record<string, unknown>;
};

describe('the request log', () => {
  it.each([
    [200, 'info'],
    [422, 'info'],
    [500, 'error'],
    [503, 'warn'],
  ])('tells of %i as %s', async (status, level) =>
    expect(await ask(status)).toMatchObject({
      msg: 'request',
      method: 'POST',
      path: '/people/[cpr]',
      status,
      level,
      correlationId: 'c-1',
      ms: expect.any(Number),
    }),
  );
  it('shows no query, no body, no header and no person', async () => {
    await ask(200);
    expect(lines.join('')).not.toMatch(/cpr=|Anna|Hansen|0202902345|010190|Bearer/);
  });
  it('counts by the pattern of the route', async () => {
    await ask(404);
    expect(await metrics.registry.metrics()).toContain(
      'http_request_duration_seconds_count{service="s",method="POST",route="/people/:id",status="404"} 1',
    );
  });
});
