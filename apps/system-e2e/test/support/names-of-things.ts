/** A schema of an OpenAPI document, as far as the names of members need it. */
export interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
export interface Spoken {
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}
export interface Language {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Spoken>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** Names that a thing does not have, with the one that it has. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ participant: 'participantId', person: 'participantId', personId: 'participantId' },
  ...{ contract_id: 'contractId', contractID: 'contractId' },
  ...{ achievedOn: 'on', achieved_on: 'on' },
  ...{ follow_up: 'followUp', followup: 'followUp', followUpCode: 'followUp' },
};
/** Rows of a file and facts of the terms have the names that they have there, and the result of a simulation is a file's, too. */
const FORMS = ['/api/contracts/simulations', '/api/payments/runs/{id}/bundle'];

/** Where the document calls a thing otherwise than everywhere else, or a follow-up that is not there is null in a request or left out of an answer. */
export function otherNames(document: Language): string[] {
  const strange: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    if (FORMS.includes(path)) continue;
    for (const [method, { requestBody, responses = {} }] of Object.entries(methods)) {
      const told = (side: 'request' | 'answer', content: Content | undefined): void => {
        for (const { schema } of Object.values(content?.content ?? {}))
          for (const fault of faults(document, schema, side)) strange.push(`${method} ${path}, ${side}: ${fault}`);
      };
      told('request', requestBody);
      for (const answer of Object.values(responses)) told('answer', answer);
    }
  }
  return [...new Set(strange)];
}

function* faults(
  document: Language,
  schema: Schema | boolean | undefined,
  side: 'request' | 'answer',
  seen = new Set<Schema>(),
): Generator<string> {
  if (typeof schema !== 'object' || seen.has(schema)) return;
  seen.add(schema);
  const {
    $ref,
    properties = {},
    required = [],
    items,
    anyOf = [],
    oneOf = [],
    allOf = [],
    additionalProperties,
  } = schema;
  for (const [name, member] of Object.entries(properties)) {
    const own = OTHER_NAMES[name];
    if (own) yield `${name} is ${own}`;
    if (name === 'followUp' && side === 'request' && isNullable(member)) yield 'followUp may be null';
    if (name === 'followUp' && side === 'answer' && !required.includes(name)) yield 'followUp may be left out';
  }
  const referred = $ref && document.components?.schemas?.[$ref.split('/').at(-1)!];
  for (const part of [
    referred || undefined,
    items,
    additionalProperties,
    ...anyOf,
    ...oneOf,
    ...allOf,
    ...Object.values(properties),
  ])
    yield* faults(document, part, side, seen);
}

const isNullable = ({ nullable, type, anyOf = [], oneOf = [] }: Schema): boolean =>
  nullable === true || [type].flat().includes('null') || [...anyOf, ...oneOf].some(isNullable);
