import { z } from 'zod';
import { agreementStepSchema } from './schema.js';

/** A kind of message: its name for ever, its schema, and examples that must always be readable. */
export interface MessageType<C = unknown> {
  /** `<noun>-<past-verb>/<version>`. */
  readonly name: string;
  readonly content: z.ZodType<C>;
  readonly examples: readonly C[];
}

const NAME = /^[a-z]+(-[a-z]+)*\/[1-9]\d*$/;

/** @throws RangeError for a name of another form or no example, ZodError for an example that the schema does not read. */
export function defineMessage<C>(type: MessageType<C>): MessageType<C> {
  if (!NAME.test(type.name)) throw new RangeError(`${type.name} is no message type: <words-with-hyphens>/<version>`);
  if (type.examples.length === 0) throw new RangeError(`${type.name} has no example`);
  type.examples.forEach((example) => type.content.parse(example));
  return type;
}

export type Registry = Readonly<Record<string, MessageType>>;

/** @throws RangeError when two have the same name. */
export function registryOf(types: readonly MessageType[]): Registry {
  const registry = Object.fromEntries(types.map((type) => [type.name, type]));
  if (Object.keys(registry).length !== types.length) throw new RangeError('two message types have one name');
  return registry;
}

/** Words about agreements. They alone need no agreement. */
export const AGREEMENT_STEP_TAKEN = 'agreement-step-taken/1';

/** What two instances try their connection with. */
export const trialType = defineMessage({
  name: 'trial-sent/1',
  content: z.strictObject({ text: z.string().max(1_000), amount: z.string().regex(/^-?\d{1,15}$/) }),
  examples: [{ text: 'Prøve', amount: '12300' }],
});

export const agreementType = defineMessage({
  name: AGREEMENT_STEP_TAKEN,
  content: agreementStepSchema,
  examples: [{ step: 'end', agreement: '0'.repeat(64), office: 'Kommunaldirektør', reason: 'Perioden er slut' }],
});
