import type { MessageHandler } from '@nestjs/microservices';
import type { MessageType } from '@ringvirkning/message';
import { isObservable, lastValueFrom } from 'rxjs';

/** Runs a Nest handler to its end; what it returns or throws comes through unchanged. */
export async function invoke(handler: MessageHandler, data: unknown, context?: unknown): Promise<unknown> {
  const result: unknown = await handler(data, context);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
}

/** The message type that `@On` or `@Answers` put on the handler. */
export function messageOf(handler: MessageHandler): MessageType {
  const { message } = handler.extras as { message?: MessageType };
  if (!message) throw new Error('handlers of this transport are declared with @On or @Answers');
  return message;
}

/** @throws Error unless exactly the declared messages have a handler, each one. */
export function checkHandlers(
  decorator: string,
  declared: readonly MessageType[],
  handlers: ReadonlyMap<string, MessageHandler>,
): void {
  const wanted = new Set(declared.map((message) => message.subject));
  const missing = [...wanted].filter((subject) => !handlers.has(subject));
  const undeclared = [...handlers.keys()].filter((subject) => !wanted.has(subject));
  const twice = [...handlers].filter(([, handler]) => handler.next).map(([subject]) => subject);
  const faults = [
    ...missing.map((subject) => `${subject} has no ${decorator} handler on a class under "controllers"`),
    ...undeclared.map((subject) => `${subject} is not declared in the service's messages`),
    ...twice.map((subject) => `${subject} has more than one ${decorator} handler`),
  ];
  if (faults.length > 0) throw new Error(faults.join('; '));
}
