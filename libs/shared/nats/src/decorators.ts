import { applyDecorators, Catch, UseFilters, type RpcExceptionFilter } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import type { EventEnvelope, EventType, RequestType } from '@ringvirkning/message';
import type { Tx } from '@ringvirkning/persistence';
import { throwError, type Observable } from 'rxjs';

/** The transports' own identities: a handler is bound to one of them only. */
export const JETSTREAM = Symbol('JetStream');
export const REQUEST_REPLY = Symbol('RequestReply');

/** Nest would replace an unknown error by "Internal server error"; the transports must see the real one. */
@Catch()
class PassOn implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

type EventMethod<D> = (events: readonly EventEnvelope<D>[], tx: Tx) => Promise<void>;
type AnswerMethod<Q, R> = (request: Q) => Promise<R>;
/** Generic, since a property descriptor would ask for exactly this type and refuse a method that promises more. */
type DecoratorOf<M> = <T extends M>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<T>,
) => void;

/** Nest hands a handler the payload alone unless told what its other parameters are. */
const WithTransaction: MethodDecorator = (target, key) => {
  Payload()(target, key, 0);
  Ctx()(target, key, 1);
};

/**
 * Consumes an event: the method gets one or more envelopes in order and runs INSIDE the inbox transaction, once per event. The class is a Nest
 * `@Controller()` listed under `controllers`, in a `*.consumer.ts` file. A thrown DomainError puts the event aside as a dead letter; `unavailable` and database faults are tried again.
 */
export const On = <D>(event: EventType<D>): DecoratorOf<EventMethod<D>> =>
  applyDecorators(
    EventPattern(event.subject, JETSTREAM, { message: event }) as MethodDecorator,
    WithTransaction,
    UseFilters(PassOn),
  ) as DecoratorOf<EventMethod<D>>;

/**
 * Answers a request: the method gets the parsed request, runs as the system, and returns the reply or throws a DomainError, which the caller gets as it is.
 * The class is a Nest `@Controller()` listed under `controllers`, in a `*.rpc.ts` file.
 */
export const Answers = <Q, R>(type: RequestType<Q, R>): DecoratorOf<AnswerMethod<Q, R>> =>
  applyDecorators(MessagePattern(type.subject, REQUEST_REPLY, { message: type }), UseFilters(PassOn)) as DecoratorOf<
    AnswerMethod<Q, R>
  >;
