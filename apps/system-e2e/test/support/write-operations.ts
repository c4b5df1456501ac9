import { POLICY, type Permission } from '@ringvirkning/auth';
import type { DemoUser } from '@ringvirkning/seed';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

interface Operation {
  readonly 'x-permission'?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A route as the OpenAPI document describes it. */
export interface WriteOperation {
  readonly method: string;
  readonly path: string;
  /** Media types of the body; none when the route takes no body. */
  readonly mediaTypes: readonly string[];
  /** Demo people by whether their role may. */
  readonly permitted: DemoUser;
  readonly forbidden: DemoUser;
  /** A body that fits the schema of a JSON route; undefined for documents, files and no body at all. */
  readonly sample: unknown;
  /** Every place in a JSON body where a person may write a text. */
  readonly texts: readonly TextPlace[];
  /** Words of its query, each with a value that fits. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** A place for a text in a JSON body. */
export interface TextPlace {
  /** As problem details write it. */
  readonly path: string;
  /** The smallest body that has this text in this place. */
  readonly body: (text: string) => unknown;
}

const USERS: readonly DemoUser[] = [
  'supplier',
  'verifier',
  'investor',
  'case-worker',
  'council-member',
  'controller',
  'department-head',
  'municipal-director',
  'operator',
];
const READING = ['get', 'head', 'options'];

/** Every route of the document that is not for reading, so that a new one is covered without a word. */
export const writeOperations = (document: OpenApi): WriteOperation[] =>
  operationsOf(document).filter(({ method }) => !READING.includes(method));

export function operationsOf(document: OpenApi): WriteOperation[] {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return entries.map(({ path, method, operation }) => {
    const content = operation.requestBody?.content ?? {};
    const grants = POLICY[operation['x-permission'] as Permission];
    return {
      method,
      path,
      mediaTypes: Object.keys(content),
      permitted: USERS.findLast((user) => user in grants)!,
      forbidden: USERS.find((user) => !(user in grants))!,
      sample:
        Object.keys(content).join() === 'application/json'
          ? sampleOf(content['application/json']!.schema, document)
          : undefined,
      texts: content['application/json'] ? [...textPlaces(content['application/json'].schema, document, '')] : [],
      query: Object.fromEntries(
        (operation.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map(({ name, schema }) => [name, sampleOf(schema ?? {}, document)]),
      ),
    };
  });
}

const TEXTS = ['a', 'aa', 'state', '1', 'a@1', '0000', '2025-01-01', 'text/plain', '0'.repeat(64)];

/** The smallest value that fits a schema. */
function sampleOf(schema: Schema, document: OpenApi): unknown {
  const { $ref, anyOf, oneOf, pattern, format, minLength = 0 } = schema;
  if ($ref) return sampleOf(document.components.schemas[$ref.split('/').at(-1)!]!, document);
  if (anyOf ?? oneOf) return sampleOf((anyOf ?? oneOf)![0]!, document);
  if (schema.const !== undefined || schema.enum) return schema.const ?? schema.enum![0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties![name]!, document)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items!, document));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1, 0);
    case 'boolean':
      return true;
    default:
      if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
      if (format === 'date') return '2025-01-01';
      return TEXTS.find((text) => text.length >= minLength && new RegExp(pattern ?? '').test(text));
  }
}

function* textPlaces(schema: Schema, document: OpenApi, path: string): Generator<TextPlace> {
  const { $ref, anyOf, oneOf, allOf, properties = {}, items, additionalProperties: others } = schema;
  if ($ref) yield* textPlaces(document.components.schemas[$ref.split('/').at(-1)!]!, document, path);
  for (const variant of anyOf ?? oneOf ?? allOf ?? []) yield* textPlaces(variant, document, path);
  if (schema.type === 'string' && schema.const === undefined && !schema.enum) yield { path, body: (text) => text };
  const within = (step: string): string => (path === '' ? step : `${path}.${step}`);
  for (const [name, member] of Object.entries(properties))
    for (const place of textPlaces(member, document, within(name)))
      yield {
        path: place.path,
        body: (text) => ({ ...(sampleOf(schema, document) as object), [name]: place.body(text) }),
      };
  if (items)
    for (const place of textPlaces(items, document, within('0')))
      yield { path: place.path, body: (text) => [place.body(text)] };
  if (typeof others === 'object') {
    yield { path, body: (text) => ({ [text]: sampleOf(others, document) }) };
    for (const place of textPlaces(others, document, within('a')))
      yield { path: place.path, body: (text) => ({ a: place.body(text) }) };
  }
}
