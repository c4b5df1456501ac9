import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span, type SpanOptions } from '@opentelemetry/api';
import type { Logger } from './logger.js';

/** Runs work in a span of its own. Costs next to nothing while no SDK is registered. Attributes are few and name no person. */
export function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer('ringvirkning').startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.constructor.name : 'error',
      });
      throw error;
    } finally {
      span.end();
    }
  });
}

type RoutedRequest = IncomingMessage & { route?: { path?: string } };

/**
 * Middleware: one span per request, a child of the caller's trace, named by the route's pattern, from here to the end of the response.
 * Of the caller's trace only its ids are taken: what else may come along (`tracestate`, `baggage`) is whatever somebody wrote.
 */
export function requestSpan(request: RoutedRequest, response: ServerResponse, next: () => void): void {
  const method = request.method ?? '';
  const work = (span: Span) =>
    new Promise<void>((resolve) => {
      response.once('close', () => {
        span.updateName(`${method} ${request.route?.path ?? 'unmatched'}`);
        span.setAttribute('http.response.status_code', response.statusCode);
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        resolve();
      });
      next();
    });
  const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
  const { traceparent } = request.headers;
  void context.with(propagation.extract(context.active(), { traceparent }), () => inSpan(method, options, work));
}

/** Not a literal, since the SDK is installed only where traces are wanted. */
const SDK: string = '@opentelemetry/sdk-node';

interface NodeSdk {
  NodeSDK: new (options: { serviceName: string }) => { start(): void; shutdown(): Promise<void> };
}

/** The SDK belongs to the process; of several services in one, the first starts and stops it. */
// eslint-disable-next-line house/no-module-state -- the SDK, too, is one for the process
let isStarted = false;

/**
 * Starts the OpenTelemetry SDK, which reads its own `OTEL_*` variables, when an endpoint is configured. Returns what stops it.
 * Without the SDK's package the service runs untraced and says so once.
 */
export async function startTracing(
  endpoint: string | undefined,
  service: string,
  logger: Logger,
): Promise<() => Promise<void>> {
  const off = () => Promise.resolve();
  if (!endpoint || isStarted) return off;
  try {
    const { NodeSDK } = (await import(SDK)) as NodeSdk;
    const sdk = new NodeSDK({ serviceName: service });
    sdk.start();
    isStarted = true;
    return () => {
      isStarted = false;
      return sdk.shutdown();
    };
  } catch (error) {
    logger.warn({ err: error }, `OTEL_EXPORTER_OTLP_ENDPOINT is set, but ${SDK} cannot be loaded: no traces are sent`);
    return off;
  }
}
