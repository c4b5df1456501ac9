import type { Role } from '@ringvirkning/auth';
import type { TokenClaims } from './identity.js';
import { pathOf, routesOf } from './routes.js';
import type { TestService } from './service.js';

/** The answer of each reading route, by its path. */
export type Told = Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;

/** Uses every route that reads, as the OpenAPI document names it, and keeps what of the answers is about this contract. */
export async function toldOf(
  service: TestService,
  name: string,
  who: Role | TokenClaims,
  contractId: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Told> {
  const client = await service.request(who);
  const told: Record<string, Told[string]> = {};
  for (const route of (await routesOf(service, name)).filter(({ method }) => method === 'get')) {
    const path = pathOf(route, { ...parameters, contractId });
    const answer = await client.get(route.query.includes('contractId') ? `${path}?contractId=${contractId}` : path);
    told[route.path] = { status: answer.status, body: about(contractId, answer.body as unknown) };
  }
  return told;
}

/** Lists hold what is about other contracts as well; counts beside them are of all. */
function about(contractId: string, body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { correlationId: _, counts: _counts, items, ...rest } = body as Record<string, unknown>;
  if (!Array.isArray(items)) return rest;
  return { ...rest, items: items.filter((item) => JSON.stringify(item).includes(contractId)) };
}
