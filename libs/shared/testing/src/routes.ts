import { Client } from 'pg';
import type { Role } from '@ringvirkning/auth';
import type { TokenClaims } from './identity.js';
import type { TestService } from './service.js';

/** A route as the service's own OpenAPI document has it: a new one is in every walk by itself. */
export interface Route {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly permission: string | undefined;
  /** Words of its query. */
  readonly query: readonly string[];
  /** Whether the answer names single people, or what leads to one. */
  readonly isAboutPeople: boolean;
}

/** Members of answers that name one person, a claim of one, or an entry of the books about one. */
const NAMES_A_PERSON = ['participantId', 'participantIds', 'participant', 'pseudonym', 'claimId', 'bookedAt'];

interface Operation {
  readonly 'x-permission'?: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, object>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every route of a service that tells of the service's subject (operations are about the service itself). */
export async function routesOf(service: Pick<TestService, 'url'>, name: string): Promise<Route[]> {
  const document = (await (await fetch(`${service.url}/api/${name}/openapi.json`)).json()) as OpenApi;
  return Object.entries(document.paths)
    .filter(([path]) => !path.includes('/operations'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method,
        path,
        permission: operation['x-permission'],
        query: (operation.parameters ?? []).flatMap((parameter) => (parameter.in === 'query' ? parameter.name : [])),
        isAboutPeople: isAnything(method, operation) || answersWith(document, operation.responses, NAMES_A_PERSON),
      })),
    );
}

/** An answer without a schema is a file: it may hold anything. */
const isAnything = (method: string, { responses }: Operation): boolean =>
  method === 'get' && Object.values(responses).some((response) => !('content' in response));

/** The path with its parameters filled in. @throws RangeError for a parameter that nobody gave: say what it is in the spec. */
export const pathOf = ({ path }: Route, parameters: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`${path}: no value for {${name}}`);
    return value;
  });

function answersWith(
  document: object,
  schema: unknown,
  names: readonly string[],
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { $ref, properties } = schema as { readonly $ref?: unknown; readonly properties?: object };
  if (typeof $ref === 'string')
    return !seen.has($ref) && answersWith(document, resolve(document, $ref), names, new Set([...seen, $ref]));
  if (properties && Object.keys(properties).some((name) => names.includes(name))) return true;
  return Object.values(schema).some((part) => answersWith(document, part, names, seen));
}

const resolve = (document: object, ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], document);

/** Uses every route that reads about single people, and returns those that left no line in the access log. */
export async function silentRoutes(
  service: TestService,
  name: string,
  who: Role | TokenClaims,
  parameters: Readonly<Record<string, string>>,
): Promise<{ readonly walked: readonly string[]; readonly silent: readonly string[] }> {
  const routes = (await routesOf(service, name)).filter(
    ({ method, isAboutPeople }) => method === 'get' && isAboutPeople,
  );
  const client = await service.request(who);
  const database = new Client({ connectionString: service.database!.ownerUrl, options: '-c app.organisation=*' });
  await database.connect();
  const lines = async (): Promise<number> =>
    (await database.query(`SELECT FROM access_record WHERE cardinality(participants) > 0`)).rowCount!;
  const silent: string[] = [];
  try {
    for (const route of routes) {
      const before = await lines();
      const { status } = await client.get(pathOf(route, parameters));
      if (status !== 200 || (await lines()) === before) silent.push(`${route.path}: ${status}`);
    }
  } finally {
    await database.end();
  }
  return { walked: routes.map(({ path }) => path), silent };
}
