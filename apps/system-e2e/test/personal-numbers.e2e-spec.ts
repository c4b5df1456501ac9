import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningInstance } from '@ringvirkning/embedded';
import { ProblemSchema } from '@ringvirkning/http';
import { Api, clientCredentials, exampleTerms, valuationModel, type DemoUser } from '@ringvirkning/seed';
import { workbook, zipOf } from '@ringvirkning/sheets';
import { parse } from 'yaml';
import { replaced } from './support/hostile.js';
import { placesOf } from './support/kept.js';
import { begin } from './support/small-life.js';
import { stored } from './support/stored.js';
import { operationsOf, type OpenApi, type TextPlace, type WriteOperation } from './support/write-operations.js';

const NOBODYS = '01900000-0000-7000-8000-000000000000';
const WRITINGS = ['010190-4321', 'Borger (010190) 4321', 'O1O19O=4321'];
/** The invented number, however it is written or encoded. */
const isTheNumber = (text: string): boolean => /[0O]1(?:%..|\W){0,9}[0O]19[0O](?:%..|\W){0,9}4321/.test(text);

/** Texts that may have the shape. Nothing of them is kept. */
const MAY_HAVE_THE_SHAPE = [
  // A CPR number is what it is for: it is checked, and a keyed digest is kept.
  'post /api/outcomes/contracts/{contractId}/participants cpr',
  // Documents and files that are read field by field, and are kept nowhere.
  'post /api/contracts/simulations terms',
  'post /api/contracts/simulations facts.csv',
  // A document of terms that is proposed: it is looked through like every document, its comments too, and refused with the line.
  'post /api/contracts/{id}/remarks terms',
  // Sixteen digits by the chart of accounts, of which ten may have the shape; whatever is no account is refused.
  'post /api/contracts/{id}/appropriations account',
  'post /api/contracts/{id}/appropriations financing.0.account',
  // A table of amounts, read cell by cell: what is kept is amounts per purse and year, and no word of it.
  'post /api/benefits/contracts/{contractId}/plan text',
  // Compared with the digits of a digest, and not kept.
  'post /api/partnership/joining checkPhrase',
  // Signed documents full of digests, which nobody can change; what is no such document is refused. The words in one are looked through.
  'post /api/partnership/invitations/reading text',
  'post /api/partnership/joining text',
  'post /api/partnership/statements text',
  'post /api/partnership/statements/reading text',
  'post /api/partnership/statements/signatures text',
];

let instance: RunningInstance;
let operations: WriteOperation[];
let contractId: string;
let tokenFor: (user: DemoUser) => Promise<string>;
beforeAll(async () => {
  instance = await RunningInstance.start(['--no-seed']);
  const tokens = new Map<DemoUser, Promise<string>>();
  const ask = clientCredentials(instance.seedClient);
  tokenFor = (user) => tokens.get(user) ?? tokens.set(user, ask(user)).get(user)!;
  operations = operationsOf((await (await fetch(`${instance.overview.url}/api/openapi.json`)).json()) as OpenApi);
  ({ contractId } = await begin(new Api(instance.overview.url, tokenFor), 'NUMBERS-1'));
});
afterAll(() => instance?.stop());

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly by: DemoUser;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string | undefined;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}
interface Answer {
  readonly status: number;
  readonly text: string;
}

async function send({ method, path, by, headers = {}, type, body }: Sent): Promise<Answer> {
  const response = await fetch(instance.overview.url + path, {
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${await tokenFor(by)}`, ...(type && { 'Content-Type': type }), ...headers },
    body: body ?? null,
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text() };
}

/** A refusal that never repeats the number. */
const isRefusal = ({ status, text }: Answer): boolean => status >= 400 && status < 500 && !isTheNumber(text);

function names({ text }: Answer, path: string): boolean {
  const { errors = [] } = ProblemSchema.parse(JSON.parse(text));
  return errors.some(
    ({ path: told = '' }) => told !== '' && (`${path}.`.startsWith(`${told}.`) || told.startsWith(`${path}.`)),
  );
}

/** Does all of it, some at a time; what came out badly. */
async function bad<T>(all: readonly T[], attempt: (one: T) => Promise<string | undefined>): Promise<string[]> {
  const found: string[] = [];
  const next = all.values();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const one of next) {
        const wrong = await attempt(one);
        if (wrong !== undefined) found.push(wrong);
      }
    }),
  );
  return found.sort();
}

const withIds = ({ path }: WriteOperation, id = NOBODYS): string => path.replaceAll(/\{\w+\}/g, encodeURIComponent(id));

/** Also the name of a member is a text. */
const namedAs = ({ sample }: WriteOperation): TextPlace[] =>
  sample === undefined ? [] : [{ path: '', body: (text) => ({ ...sample, [text]: 1 }) }];

/** Whether the number is refused in this text, with the field named, in each writing. */
async function isGuarded(operation: WriteOperation, { path, body }: TextPlace): Promise<boolean> {
  for (const writing of WRITINGS) {
    const { method, permitted: by } = operation;
    const sent = {
      method,
      path: withIds(operation),
      by,
      type: 'application/json',
      body: JSON.stringify(body(writing)),
    };
    const answer = await send(sent);
    if (!isRefusal(answer) || (path !== '' && !names(answer, path))) return false;
  }
  return true;
}

describe('a personal number is refused, whatever its writing, and stored nowhere', () => {
  let before: Awaited<ReturnType<typeof stored>>;
  beforeAll(async () => void (before = await stored(instance)));
  afterAll(async () => expect(await stored(instance)).toEqual({ ...before, ...TRIED }));
  /** That a file of rows was tried is kept, its rows are not. */
  const TRIED = { 'outcomes.import': expect.any(String), 'outcomes.acting_name': expect.any(String) };

  it('in every text of every body, with the field named', async () => {
    const places = operations.flatMap((operation) =>
      [...operation.texts, ...namedAs(operation)].map((place) => ({ operation, place })),
    );
    expect(places.length).toBeGreaterThan(60);
    const unguarded = await bad(places, async ({ operation, place }) =>
      (await isGuarded(operation, place)) ? undefined : `${operation.method} ${operation.path} ${place.path}`,
    );
    expect(new Set(unguarded)).toEqual(new Set(MAY_HAVE_THE_SHAPE));
  });

  it('in every address, whatever it asks for', async () => {
    const addresses = operations.flatMap((operation) => [
      ...(operation.path.includes('{') ? [{ operation, address: withIds(operation, WRITINGS[1]) }] : []),
      ...['q', ...Object.keys(operation.query)].map((word) => ({
        operation,
        address: `${withIds(operation)}?${word}=${encodeURIComponent(WRITINGS[1]!)}`,
      })),
    ]);
    const body = (operation: WriteOperation): Pick<Sent, 'type' | 'body'> =>
      operation.sample === undefined
        ? { type: operation.mediaTypes[0] }
        : { type: 'application/json', body: JSON.stringify(operation.sample) };
    expect(
      await bad(addresses, async ({ operation, address }) => {
        const { method, permitted: by } = operation;
        const answer = await send({ method, path: address, by, ...body(operation) });
        return isRefusal(answer) ? undefined : `${method} ${address} ${answer.status}`;
      }),
    ).toEqual([]);
  });

  it.each([
    ['/api/contracts', () => parse(exampleTerms('aarhus-young-homeless')) as unknown, 'department-head'],
    ['/api/benefits/valuation-models', () => parse(valuationModel('aarhus-young-homeless')) as unknown, 'controller'],
  ] as const)(
    'in every text of a document sent to %s',
    async (path, document, by) => {
      const texts = WRITINGS.slice(1).flatMap((writing) => [...replaced(document(), writing)]);
      expect(texts.length).toBeGreaterThan(100);
      expect(
        await bad(texts, async (changed) => {
          const body = JSON.stringify(changed);
          const answer = await send({ method: 'post', path, by, type: 'application/json', body });
          return isRefusal(answer) ? undefined : `${answer.status} ${answer.text.slice(0, 200)}`;
        }),
      ).toEqual([]);
    },
    300_000,
  );
});

/** Columns of each kind of file, with cells that fit. */
const CLAIM = {
  participant: 'few-1',
  outcome: 'move-in',
  achieved_on: '2024-05-01',
  referred_on: '2024-02-01',
  external_ref: 'sag-1',
  follow_up: '',
};
const PERSON = { key: 'ny-1', cpr: '', referred_on: '2024-03-01', group: '', cohort: '', paying_municipality: '' };

describe('files', () => {
  const csv = (row: Readonly<Record<string, string>>): string =>
    `${Object.keys(row).join(';')}\n${Object.values(row)
      .map((cell) => `"${cell}"`)
      .join(';')}\n`;
  const xlsx = (row: Readonly<Record<string, string>>, name = 'Rækker'): Uint8Array<ArrayBuffer> =>
    workbook([{ name, columns: Object.keys(row).map((title) => ({ title })), rows: [Object.values(row)] }]);
  const zip = async (files: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> => {
    const pieces: Uint8Array[] = [];
    const all = Object.entries(files).map(([name, text]) => ({ name, bytes: [Buffer.from(text)] }));
    for await (const piece of zipOf(all)) pieces.push(piece);
    return Uint8Array.from(Buffer.concat(pieces));
  };
  const claims = (type: string, body: Sent['body']): Promise<Answer> =>
    send({ method: 'post', path: `/api/outcomes/contracts/${contractId}/imports`, by: 'supplier', type, body });
  const people = (type: string, body: Sent['body']): Promise<Answer> =>
    send({ method: 'post', path: `/api/outcomes/contracts/${contractId}/enrolments`, by: 'supplier', type, body });
  const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const accepted = ({ status, text }: Answer): number =>
    status >= 400 ? 0 : ((JSON.parse(text) as { accepted?: number; enrolled?: number }).accepted ?? 1);

  it.each(WRITINGS)('hold no row with %j in any of its cells or titles, as text, JSON or workbook', async (writing) => {
    const rows = [
      ...Object.keys(CLAIM).map((column) => ({ ...CLAIM, [column]: writing })),
      { ...CLAIM, [writing]: 'x' },
    ];
    for (const row of rows)
      for (const answer of [
        await claims('text/csv', csv(row)),
        await claims('application/x-ndjson', JSON.stringify(row)),
        await claims(WORKBOOK, xlsx(row)),
      ]) {
        expect([row, accepted(answer)]).toEqual([row, 0]);
        expect(isTheNumber(answer.text)).toBe(false);
      }
    const persons = [
      ...Object.keys(PERSON)
        .filter((column) => column !== 'cpr')
        .map((column) => ({ ...PERSON, [column]: writing })),
      { ...PERSON, cpr: `${writing} se sag` },
      { ...PERSON, [writing]: '' },
    ];
    for (const row of persons)
      for (const answer of [await people('text/csv', csv(row)), await people(WORKBOOK, xlsx(row))]) {
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(isTheNumber(answer.text)).toBe(false);
      }
  });

  it('keep nothing of a name: of a sheet, of what lies in an archive, of evidence', async () => {
    const named = '010190-4321';
    const answers = [
      await claims(WORKBOOK, xlsx({ ...CLAIM, participant: 'few-2' }, named)),
      await claims('application/zip', await zip({ [`${named}.csv`]: csv(CLAIM), [`a/${named}/b.txt`]: '%PDF-' })),
      await claims('application/zip', await zip({ 'a.csv': csv(CLAIM), [`${named}.pdf`]: '%PDF-1.7\n%%EOF' })),
    ];
    expect(answers.filter(({ text }) => isTheNumber(text))).toEqual([]);
    const evidence = await send({
      ...{ method: 'post', path: `/api/outcomes/contracts/${contractId}/evidence-files`, by: 'supplier' },
      ...{ type: 'application/pdf', body: '%PDF-1.7\n%%EOF', headers: { 'X-File-Name': `${named}.pdf` } },
    });
    expect([isRefusal(evidence), ProblemSchema.parse(JSON.parse(evidence.text)).code]).toEqual([
      true,
      'outcomes.cpr-in-file-name',
    ]);
  });
});

describe('what comes along with a request', () => {
  it.each([
    ...[
      'Idempotency-Key',
      'X-Correlation-Id',
      'User-Agent',
      'Referer',
      'Cookie',
      'traceparent',
      'tracestate',
      'baggage',
    ],
    ...[
      'X-Forwarded-For',
      'Forwarded',
      'Accept-Language',
      'X-Request-Id',
      'Content-Language',
      'X-Ringvirkning-Subject',
    ],
  ])('is kept nowhere when it is a number in %s', async (header) => {
    const answers = [
      await send({
        ...{ method: 'post', path: `/api/outcomes/contracts/${NOBODYS}/participants`, by: 'case-worker' },
        ...{ type: 'application/json', body: '{}', headers: { [header]: '010190-4321' } },
      }),
      await send({ method: 'get', path: '/api/contracts', by: 'case-worker', headers: { [header]: '010190-4321' } }),
    ];
    expect(answers.filter(({ status, text }) => status >= 500 || isTheNumber(text))).toEqual([]);
  });
});

describe('after all that', () => {
  it('a look finds what is kept: in tables, streams and logs', async () => {
    const places = await placesOf(instance, (text) => text.includes(contractId));
    expect(places).toContain('contracts.contract.contract_id');
    for (const kind of [/nats\/store\/.*\.blk$/, /\.log$/]) expect(places.some((place) => kind.test(place))).toBe(true);
  });
  it('no table, no stream, no log and no file holds the number', async () => {
    expect(await placesOf(instance, isTheNumber)).toEqual([]);
  });
});
