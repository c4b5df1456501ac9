import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { operate } from '../src/operate/operate.js';

export type Answer = readonly [status: number, body: unknown];
export const TOKEN = 'token-of-an-operator';
export const problem = (code: string) => ({ code, da: 'På dansk.', en: 'In English.' });

/** What stands for an instance in a spec: it gives the answers it was told, empty again before each test, and notes what it was asked. */
export function answering() {
  let server: Server;
  const answers: Record<string, Answer> = {};
  const seen: { path: string; authorization: string | undefined; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const path = `${request.method} ${request.url}`;
        seen.push({ path, authorization: request.headers.authorization, body });
        const [status, answer] = answers[path] ?? [404, problem('http.not-found')];
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => void server?.close());
  beforeEach(() => {
    seen.length = 0;
    for (const path of Object.keys(answers)) delete answers[path];
  });

  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const ran = { out: '', err: '' };
    const code = await operate(
      args,
      {
        out: (text) => void (ran.out += text),
        err: (text) => void (ran.err += text),
        watched: false,
        read: () => '',
        now: () => 0,
      },
      env,
    );
    expect(ran.out + ran.err).not.toContain(TOKEN);
    return { code, ...ran };
  }
  return { answers, seen, run, url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
