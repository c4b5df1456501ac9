import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Api, type TokenFor } from './api.js';

let server: Server;
let origin: string;
/** How many requests are cut off before one is answered. */
let cut = 0;
let seen: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    if (cut-- > 0) return void request.socket.destroy();
    seen.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => void ([cut, seen] = [0, []]));

const tokens = (...answers: readonly (string | Error)[]): TokenFor => {
  const left = [...answers];
  return () => {
    const next = left.shift()!;
    return typeof next === 'string' ? Promise.resolve(next) : Promise.reject(next);
  };
};

describe('the demo people at the API', () => {
  it('ask again when a connection is lost, with the same key', async () => {
    cut = 2;
    expect(await new Api(origin, tokens('t')).post('controller', '/api/payments/x', 'k')).toEqual({ ok: true });
    expect(seen).toEqual(['Bearer t']);
  });
  it('ask for their token again when the sign-in does not answer', async () => {
    const lost = Object.assign(new Error('fetch failed'), { name: 'TypeError' });
    expect(await new Api(origin, tokens(lost, 't')).get('controller', '/api/payments/x')).toEqual({ ok: true });
  });
  it('are told at once when they get no token, and get one the next time they ask', async () => {
    const api = new Api(origin, tokens(new Error('no token: 401'), 't'));
    await expect(api.get('controller', '/api/payments/x')).rejects.toThrow('no token: 401');
    expect(await api.get('controller', '/api/payments/x')).toEqual({ ok: true });
    await api.get('controller', '/api/payments/x');
    expect(seen).toEqual(['Bearer t', 'Bearer t']);
  });
});
