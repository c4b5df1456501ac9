import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { pathOf, routesOf } from '@ringvirkning/testing';
import { SERVICES } from '@ringvirkning/catalogue';

/** What a reader may vary in a question, besides the contract: each value is asked for by itself. */
export const ASKED: Readonly<Record<string, readonly string[]>> = {
  asOf: ['2025-02-15', '2025-03-31', '2025-06-30', '2025-09-15', '2026-03-31', '2026-11-01'],
  basis: ['realised', 'forecast'],
  cashable: ['true', 'false'],
  budgetYear: ['2025', '2026', '2027'],
  year: ['2025', '2026'],
  status: ['final', 'verified', 'claimed'],
  groupBy: ['outcome', 'budgetYear'],
};

/** One contract, with what leads to its parts; several where there are several. */
export interface Known {
  readonly contractId: string;
  readonly ref: string;
  /** Of its terms, and of what it was signed on. */
  readonly digests: readonly string[];
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

/**
 * Everything that every reading route and every search of every service answers about a contract, with each question varied, by route. Names of this contract are
 * taken out, and the moments at which things were done, so that two contracts can be compared.
 */
export async function toldTo(
  system: Pick<TestService, 'url' | 'request'>,
  who: TokenClaims,
  known: Known,
  asked = ASKED,
): Promise<ReadonlyMap<string, string>> {
  const client = await system.request(who);
  const told = new Map<string, string>();
  for (const service of SERVICES)
    for (const route of (await routesOf(system, service)).filter(({ method }) => method === 'get'))
      for (const [i, path] of pathsOf(route.path, known).entries()) {
        const fixed = route.query.includes('contractId') ? [`contractId=${known.contractId}`] : [];
        const varied = route.query.flatMap((word) => (asked[word] ?? []).map((value) => `${word}=${value}`));
        for (const question of ['', ...varied]) {
          const query = [...fixed, question].filter(Boolean).join('&');
          const answer = await client.get(pathOf({ ...route, path }, {}) + (query && `?${query}`));
          const name = [route.path, i, question].join(' ');
          told.set(name, `${answer.status} ${comparable(answer.text, known)}`);
        }
      }
  const { ref, ids } = known;
  const words = [ref, `${ref} 1`, `${ref} 2`, ...Object.values(ids).flat()];
  for (const service of SERVICES)
    for (const { path } of (await routesOf(system, service)).filter(isSearch))
      for (const [i, term] of words.entries()) {
        const answer = await client.post(path).send({ term });
        told.set(`${path} ${i}`, `${answer.status} ${comparable(answer.text, known)}`);
      }
  return told;
}

const isSearch = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'post' && path.endsWith('/search');

/** For things of which the contract has none. */
const NOBODYS = '01900000-0000-7000-8000-000000000000';

function pathsOf(path: string, { contractId, ids }: Pick<Known, 'contractId' | 'ids'>): string[] {
  const word = /\{(\w+)\}/.exec(path)?.[1];
  if (word === undefined) return [path];
  const values = word === 'contractId' ? [contractId] : (ids[wordIn(path, word)] ?? [NOBODYS]);
  return values.flatMap((value) => pathsOf(path.replace(`{${word}}`, value), { contractId, ids }));
}

/** An id is of what stands before it in the path. */
const wordIn = (path: string, word: string): string =>
  word === 'id' ? path.split('/{id}')[0]!.split('/').at(-1)! : word;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Tables and workbooks are compared as they are. */
function read(text: string): unknown {
  try {
    return JSON.parse(text || 'null');
  } catch {
    return text;
  }
}

/** Lists hold other contracts as well: only items that name this one are compared, and totals of all are not. */
function comparable(text: string, { contractId, ref, digests }: Known): string {
  return digests
    .reduce(
      (said, digest, no) => said.replaceAll(digest, `DIGEST ${no}`),
      JSON.stringify(about(contractId, read(text))),
    )
    .replaceAll(ref, 'REF')
    .replaceAll(UUID, 'ID')
    .replaceAll(MOMENT, 'MOMENT');
}

function about(contractId: string, body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { correlationId: _, counts: _counts, items, ...rest } = body as Record<string, unknown>;
  if (!Array.isArray(items)) return rest;
  return { ...rest, items: items.filter((item) => JSON.stringify(item).includes(contractId)) };
}
