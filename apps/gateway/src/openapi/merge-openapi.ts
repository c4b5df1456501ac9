/** An OpenAPI document, as far as merging looks into it. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info?: unknown;
  readonly servers?: readonly unknown[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The version in which the services describe themselves. */
const OPENAPI = '3.1.0';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * One document of several services. Each service's components are renamed `<service>_<name>`, its paths are put below
 * `/api/<service>` when they are not yet, its operations carry the service as tag; so nothing collides.
 */
export function mergeOpenApi(
  documents: Readonly<Record<string, OpenApiDocument>>,
  info: Readonly<Record<string, string>>,
): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (const [service, document] of Object.entries(documents)) {
    for (const [path, item] of Object.entries(document.paths ?? {}))
      paths[underService(service, path)] = tagged(service, renameRefs(service, item));
    for (const [section, members] of Object.entries(document.components ?? {})) {
      const renamed = Object.entries(members).map(([name, member]): [string, unknown] => [
        `${service}_${name}`,
        renameRefs(service, member),
      ]);
      components[section] = { ...components[section], ...Object.fromEntries(renamed) };
    }
  }
  return { openapi: OPENAPI, info, servers: [{ url: '/' }], paths, components };
}

const underService = (service: string, path: string): string =>
  path === `/api/${service}` || path.startsWith(`/api/${service}/`) ? path : `/api/${service}${path}`;

function tagged(service: string, item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(item).map(([method, operation]): [string, unknown] => {
    if (!METHODS.has(method)) return [method, operation];
    const { operationId, ...rest } = operation as { operationId?: string };
    return [method, { ...rest, tags: [service], ...(operationId ? { operationId: `${service}_${operationId}` } : {}) }];
  });
  return Object.fromEntries(entries);
}

/** Renames references to components (`$ref`) and security requirements (`security: [{ scheme: [] }]`) everywhere below `value`. */
function renameRefs<T>(service: string, value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => renameRefs(service, item)) as T;
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]: [string, unknown]): [string, unknown] => {
    if (key === '$ref' && typeof member === 'string')
      return [key, member.replace(/^(#\/components\/[^/]+\/)/, `$1${service}_`)];
    if (key === 'security' && Array.isArray(member))
      return [key, member.map((requirement: object) => prefixKeys(service, requirement))];
    return [key, renameRefs(service, member)];
  });
  return Object.fromEntries(members) as T;
}

const prefixKeys = (service: string, requirement: object): object =>
  Object.fromEntries(Object.entries(requirement).map(([name, scopes]) => [`${service}_${name}`, scopes]));
