import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { asSystem, requestContext } from '@ringvirkning/persistence';

const CORRELATION = 'rv-correlation';
const CAUSATION = 'rv-causation';

/** `{ traceparent }` of the running span, empty without a tracer. Nothing else travels: what follows an event is kept for ever, and may name nobody. */
export function traceCarrier(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  return traceparent === undefined ? {} : { traceparent };
}

export function headersOf(entries: Readonly<Record<string, string>>): MsgHdrs {
  const result = headers();
  for (const [name, value] of Object.entries(entries)) result.set(name, value);
  return result;
}

/** Headers that let the receiver's logs, spans and messages be found together with the sender's. */
export function correlationHeaders(): MsgHdrs {
  const { correlationId, causationId } = requestContext.get();
  return headersOf({
    ...traceCarrier(),
    ...(correlationId ? { [CORRELATION]: correlationId } : {}),
    ...(causationId ? { [CAUSATION]: causationId } : {}),
  });
}

/** What the sender said about the work this message belongs to. */
export interface Origin {
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  readonly carrier: Readonly<Record<string, string>>;
}

export const originOf = (received: MsgHdrs | undefined): Origin => ({
  correlationId: received?.get(CORRELATION) ?? '',
  causationId: received?.get(CAUSATION) || undefined,
  carrier: received ? Object.fromEntries(received.keys().map((name) => [name.toLowerCase(), received.get(name)])) : {},
});

/** Runs the handling of a message as the system, in a consumer span that continues the sender's trace and with its correlation id. */
export function withOrigin<T>(name: string, origin: Origin, work: () => Promise<T>): Promise<T> {
  const parent = propagation.extract(context.active(), origin.carrier);
  const inContext = () =>
    requestContext.run(
      {
        actor: { subject: 'anonymous', organisation: '', roles: [] },
        correlationId: origin.correlationId,
        causationId: origin.causationId,
      },
      () => asSystem(name, work),
    );
  return trace
    .getTracer('@ringvirkning/nats')
    .startActiveSpan(name, { kind: SpanKind.CONSUMER }, parent, async (span) => {
      try {
        return await inContext();
      } catch (error) {
        // What an error says may be about a person.
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
