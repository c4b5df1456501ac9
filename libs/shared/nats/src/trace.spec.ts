import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  propagation,
  trace,
  type Span,
  type TextMapPropagator,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { requestContext } from '@ringvirkning/persistence';
import { correlationHeaders, originOf, traceCarrier, withOrigin } from './trace.js';

/** Stands in for an SDK whose context is full of what callers wrote: remembers what is said about each span. */
const told: unknown[] = [];
const tracer = {
  startActiveSpan: (name: string, _: unknown, __: unknown, work: (span: Span) => unknown) =>
    work({
      setStatus: (status: unknown) => void told.push(status),
      end: () => void told.push(`${name} ends`),
    } as unknown as Span),
} as unknown as Tracer;
const propagator = {
  inject: (_: unknown, carrier: object) =>
    Object.assign(carrier, { traceparent: '00-1-2-01', tracestate: 'of=jens', baggage: 'person=jens' }),
  extract: (active: unknown) => active,
  fields: () => [],
} as unknown as TextMapPropagator;

beforeAll(() => {
  trace.setGlobalTracerProvider({ getTracer: () => tracer } as TracerProvider);
  propagation.setGlobalPropagator(propagator);
});
afterAll(() => {
  trace.disable();
  propagation.disable();
});
beforeEach(() => void (told.length = 0));

const origin = { correlationId: 'c-1', causationId: 'e-1', carrier: {} };

describe('what follows a message', () => {
  it('is the ids of its trace, and nothing that a caller wrote', () =>
    expect(traceCarrier()).toEqual({ traceparent: '00-1-2-01' }));

  it('lets the receiver know what it belongs to', () =>
    withOrigin('evt', origin, () => {
      expect(requestContext.get()).toMatchObject({ correlationId: 'c-1', causationId: 'e-1' });
      expect(originOf(correlationHeaders())).toMatchObject({
        ...{ correlationId: 'c-1', causationId: 'e-1' },
        carrier: { traceparent: '00-1-2-01' },
      });
      return Promise.resolve();
    }));

  it('is nothing where nothing came along', () =>
    expect(originOf(undefined)).toEqual({ correlationId: '', causationId: undefined, carrier: {} }));
});

describe('the span of a message', () => {
  it('ends with its work, and gives back its result', async () => {
    expect(await withOrigin('evt', origin, () => Promise.resolve(7))).toBe(7);
    expect(told).toEqual(['evt ends']);
  });
  it('says which kind of error ended it, not what the error says, which may be about a person', async () => {
    const fails = (error: unknown) => withOrigin('evt', origin, () => Promise.reject(error as Error));
    await expect(fails(new RangeError('Jens, 010190-1234'))).rejects.toThrow('Jens');
    await expect(fails('Jens')).rejects.toBe('Jens');
    expect(told).toEqual([{ code: 2, message: 'RangeError' }, 'evt ends', { code: 2, message: 'error' }, 'evt ends']);
  });
});
