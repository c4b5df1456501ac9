import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  propagation,
  trace,
  type Span,
  type TextMapPropagator,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { createLogger } from './logger.js';
import { inSpan, requestSpan, startTracing } from './tracing.js';

/** Stands in for an SDK: remembers what is said about each span. */
const told: string[] = [];
const span = (name: string) => ({
  updateName: (now: string) => told.push(`${name} is ${now}`),
  setAttribute: (key: string, value: unknown) => told.push(`${key}=${String(value)}`),
  setStatus: ({ code, message }: { code: number; message?: string }) => told.push(`status ${code} ${message ?? ''}`),
  end: () => told.push(`${name} ends`),
});
const tracer = {
  startActiveSpan: (name: string, _: unknown, work: (span: Span) => unknown) => work(span(name) as unknown as Span),
} as unknown as Tracer;
beforeAll(() => void trace.setGlobalTracerProvider({ getTracer: () => tracer } as TracerProvider));
afterAll(() => trace.disable());
/** Answers a request to one person, which names that person wherever it can. */
async function answered(): Promise<void> {
  const server = createServer((request, response) =>
    requestSpan(Object.assign(request, { route: { path: '/people/:id' } }), response, () => {
      response.statusCode = 500;
      response.end();
    }),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/people/jens?q=jens`, {
    method: 'POST',
    body: 'jens',
    headers: {
      ...{ connection: 'close', 'x-jens': 'jens', cookie: 'jens=jens', 'user-agent': 'jens' },
      ...{ traceparent: '00-1-2-01', tracestate: 'of=jens', baggage: 'person=jens' },
    },
  });
  server.close();
  await once(server, 'close');
}

describe('a span', () => {
  it('ends with its work, and passes results and errors through', async () => {
    told.length = 0;
    await expect(inSpan('a', {}, () => Promise.resolve(1))).resolves.toBe(1);
    await expect(inSpan('b', {}, () => Promise.reject(new TypeError('of 010190-1234')))).rejects.toThrow('of');
    expect(told).toEqual(['a ends', 'status 2 TypeError', 'b ends']);
  });
  it('of a request has the name of its route', async () => {
    told.length = 0;
    await answered();
    expect(told).toEqual(['POST is POST /people/:id', 'http.response.status_code=500', 'status 2 ', 'POST ends']);
  });
  it('takes the ids of the trace it belongs to from the caller, and nothing else', async () => {
    const extracted: unknown[] = [];
    const propagator = {
      inject: () => undefined,
      fields: () => [],
      extract: (active: unknown, carrier: unknown) => {
        extracted.push(carrier);
        return active;
      },
    } as unknown as TextMapPropagator;
    propagation.setGlobalPropagator(propagator);
    await answered();
    propagation.disable();
    expect(extracted).toEqual([{ traceparent: '00-1-2-01' }]);
  });
});

describe('startTracing', () => {
  it('says once that the SDK is missing, and lets the service run', async () => {
    const lines: string[] = [];
    const logger = createLogger({ service: 's', stream: { write: (line) => void lines.push(line) } });
    await (
      await startTracing('http://collector:4318', 's', logger)
    )();
    await startTracing(undefined, 's', logger);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('no traces are sent');
  });
});
