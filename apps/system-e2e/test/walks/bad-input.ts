import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningInstance } from '@ringvirkning/embedded';
import { ProblemSchema } from '@ringvirkning/http';
import {
  activateContract,
  Api,
  clientCredentials,
  edited,
  exampleTerms,
  json,
  type DemoUser,
  yearly,
} from '@ringvirkning/seed';
import { settled } from '../support/settled.js';
import { begin, claim as claimHalf, makeFinal, type SmallLife } from '../support/small-life.js';
import { stored } from '../support/stored.js';
import { writeOperations, type OpenApi, type WriteOperation } from '../support/write-operations.js';
import type { BrowsedInstance } from '../support/browsed-instance.js';

const NOBODYS = '01900000-0000-7000-8000-000000000000';
const REF = 'BAD-1';

export const badInput = (arrive: () => BrowsedInstance): void => {
  let instance: RunningInstance;
  let api: Api;
  let operations: WriteOperation[];
  let contractId: string;
  beforeAll(async () => {
    instance = arrive().instance;
    const tokens = new Map<DemoUser, Promise<string>>();
    const ask = clientCredentials(instance.seedClient);
    tokenFor = (user) => tokens.get(user) ?? tokens.set(user, ask(user)).get(user)!;
    api = new Api(instance.overview.url, tokenFor);
    operations = writeOperations((await (await fetch(`${instance.overview.url}/api/openapi.json`)).json()) as OpenApi);
    contractId = await activateContract(api, {
      ref: REF,
      terms: edited(exampleTerms('aarhus-young-homeless'), [[['ref'], REF]]),
      signOffs: [
        { by: 'council-member', role: 'council', party: 'aarhus' },
        { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
      ],
      appropriations: yearly(['aarhus'], [2024, 2029], '240000000'),
    });
  });

  let tokenFor: (user: DemoUser) => Promise<string>;
  interface Call {
    readonly by?: DemoUser | undefined;
    readonly type?: string | undefined;
    readonly body?: string | undefined;
    readonly key?: string | undefined;
  }
  interface Answer {
    readonly status: number;
    readonly headers: Headers;
    readonly text: string;
  }

  async function send(method: string, path: string, { by, type, body, key }: Call): Promise<Answer> {
    const headers = {
      ...(by && { Authorization: `Bearer ${await tokenFor(by)}` }),
      ...(type && { 'Content-Type': type }),
      ...(key && { 'Idempotency-Key': key }),
    };
    const response = await fetch(instance.overview.url + path, {
      method: method.toUpperCase(),
      headers,
      body: body ?? null,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  const post = (by: DemoUser, path: string, body: unknown = {}, key?: string): Promise<Answer> =>
    send('post', path, { by, type: 'application/json', body: JSON.stringify(body), key });

  /** What is wrong with a refusal, in words; undefined when nothing is. */
  function amiss({ status, headers, text }: Answer, statuses: readonly number[]): string | undefined {
    if (!statuses.includes(status)) return `${status} instead of ${statuses.join(' or ')}: ${text.slice(0, 300)}`;
    if (headers.get('content-type') !== 'application/problem+json')
      return `content type ${headers.get('content-type')}`;
    const problem = ProblemSchema.safeParse(JSON.parse(text));
    if (!problem.success) return `no problem details: ${problem.error.message}`;
    const { data } = problem;
    if (data.status !== status || data.correlationId !== headers.get('x-correlation-id'))
      return 'status or correlation id of another answer';
    if ([data.code, data.da, data.en, data.whatToDo.da, data.whatToDo.en, data.correlationId].includes(''))
      return `says nothing: ${text}`;
    return undefined;
  }

  interface Fault {
    readonly name: string;
    readonly statuses: readonly number[];
    readonly concerns?: (operation: WriteOperation) => boolean;
    /** `id` stands in the path. */
    readonly id?: () => string;
    readonly call: (operation: WriteOperation) => Call;
    /** Tables that may keep that it was tried. */
    readonly records?: readonly string[];
  }

  const isStream = ({ mediaTypes }: WriteOperation): boolean => mediaTypes.includes('text/csv');
  const takesFile = ({ mediaTypes }: WriteOperation): boolean =>
    mediaTypes.length > 0 && !mediaTypes.includes('application/json');
  const takesJson = ({ sample }: WriteOperation): boolean => sample !== undefined;
  const hasId = ({ path }: WriteOperation): boolean => path.includes('{');
  const typeOf = ({ mediaTypes }: WriteOperation): string => mediaTypes[0] ?? 'application/json';
  const fitting = (operation: WriteOperation): Call => ({
    by: operation.permitted,
    type: typeOf(operation),
    body: takesJson(operation) ? JSON.stringify(operation.sample) : undefined,
  });
  const big = 'x'.repeat(2_000_000);

  const FAULTS: readonly Fault[] = [
    { name: 'without a token', statuses: [401], call: (operation) => ({ ...fitting(operation), by: undefined }) },
    {
      name: 'by a role that may not',
      statuses: [403],
      call: (operation) => ({ ...fitting(operation), by: operation.forbidden }),
    },
    {
      name: 'about something unknown',
      statuses: [404],
      concerns: (operation) => hasId(operation) && (takesJson(operation) || operation.mediaTypes.length === 0),
      call: fitting,
    },
    {
      name: 'about something that is no id',
      statuses: [404, 422],
      concerns: hasId,
      id: () => "x'; DROP TABLE contract; --",
      call: fitting,
    },
    {
      name: 'that breaks off in the middle of a value',
      statuses: [400, 422],
      concerns: (operation) => !takesFile(operation),
      call: (operation) => ({ by: operation.permitted, type: typeOf(operation), body: '{"a": [1, "' }),
    },
    {
      name: 'with a member nobody knows',
      statuses: [422],
      concerns: takesJson,
      call: (operation) => ({
        by: operation.permitted,
        type: 'application/json',
        body: JSON.stringify({ ...(operation.sample as object), 'no-such-member': 1 }),
      }),
    },
    {
      name: 'with a list where an object is due',
      statuses: [422],
      concerns: takesJson,
      call: (operation) => ({ by: operation.permitted, type: 'application/json', body: '[]' }),
    },
    {
      name: 'of another media type',
      statuses: [415],
      call: (operation) => ({ by: operation.permitted, type: 'application/xml', body: '<a/>' }),
    },
    {
      name: 'of 2 MB',
      statuses: [413],
      concerns: (operation) => !takesFile(operation),
      call: (operation) => ({ by: operation.permitted, type: typeOf(operation), body: JSON.stringify({ a: big }) }),
    },
    {
      name: 'of 2 MB in one line of a file',
      statuses: [400, 413, 422],
      concerns: isStream,
      id: () => contractId,
      records: ['outcomes.import', 'outcomes.acting_name'],
      call: (operation) => ({
        by: operation.permitted,
        type: typeOf(operation),
        body: `participant;outcome;achieved_on\n${big}`,
      }),
    },
    {
      name: 'with a key that is none',
      statuses: [400, 422],
      concerns: (operation) => !takesFile(operation),
      call: (operation) => ({ ...fitting(operation), key: 'k'.repeat(201) }),
    },
  ];

  /** The same fault for every route it concerns; those that answer it badly or store something, with how. */
  async function badlyAnswered({
    statuses,
    concerns = () => true,
    id = () => NOBODYS,
    call,
    records = [],
  }: Fault): Promise<string[]> {
    const before = await stored(instance);
    const chosen = operations.filter(concerns);
    expect(chosen.length).toBeGreaterThan(0);
    const found: string[] = [];
    for (const operation of chosen) {
      const path =
        operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id())) +
        ('mode' in operation.query ? '?mode=claim' : '');
      const wrong = amiss(await send(operation.method, path, call(operation)), statuses);
      if (wrong) found.push(`${operation.method} ${operation.path}: ${wrong}`);
    }
    const tried = Object.fromEntries(records.map((table) => [table, expect.any(String)]));
    expect(await stored(instance)).toEqual({ ...before, ...tried });
    return found;
  }

  describe('every write of every service refuses clearly, and stores nothing, what is sent', () => {
    it.each(FAULTS)('$name', async (fault) => expect(await badlyAnswered(fault)).toEqual([]));
  });

  describe('a connection over which too much was sent', () => {
    it('answers whatever comes next', async () => {
      const statuses: number[] = [];
      const path = `/api/outcomes/contracts/${contractId}`;
      for (const body of [big, '{}', big, '{}'])
        statuses.push(
          (await send('post', `${path}/claims`, { by: 'case-worker', type: 'application/json', body })).status,
        );
      for (const body of [`participant;outcome;achieved_on\n${big}`, 'nothing', big, ''])
        statuses.push(
          (await send('post', `${path}/imports?mode=claim`, { by: 'case-worker', type: 'text/csv', body })).status,
        );
      statuses.push((await post('case-worker', `${path}/claims`)).status);
      expect(statuses).toEqual([413, 422, 413, 422, 400, 422, 400, 400, 422]);
    });
  });

  describe('a call that comes twice', () => {
    const person = { referredOn: '2024-03-01', cpr: '010190-1234' };
    const enrol = (key?: string, change: object = {}) =>
      post('case-worker', `/api/outcomes/contracts/${contractId}/participants`, { ...person, ...change }, key);

    it('with its key has one effect and one answer', async () => {
      const [first, rows] = [await enrol('bad-input:1'), await stored(instance)];
      expect(first.status).toBe(201);
      const again = await enrol('bad-input:1');
      expect([again.status, JSON.parse(again.text), again.headers.get('idempotency-replayed')]).toEqual([
        201,
        JSON.parse(first.text),
        'true',
      ]);
      expect(await stored(instance)).toEqual(rows);
    });
    it('with its key and another content is refused', async () => {
      const rows = await stored(instance);
      const answer = await enrol('bad-input:1', { referredOn: '2024-03-02' });
      expect([amiss(answer, [422]), JSON.parse(answer.text).code]).toEqual([undefined, 'http.idempotency-key-reused']);
      expect(await stored(instance)).toEqual(rows);
    });
    it.each<[string, () => Promise<Answer>]>([
      ['a person of a contract', () => enrol()],
      [
        'a contract',
        () =>
          send('post', '/api/contracts', {
            by: 'department-head',
            type: 'application/yaml',
            body: edited(exampleTerms('aarhus-young-homeless'), [[['ref'], REF]]),
          }),
      ],
      ['an activation', () => post('department-head', `/api/contracts/${contractId}/activation`)],
      [
        'a sign-off',
        () =>
          post('council-member', `/api/contracts/${contractId}/sign-offs`, {
            version: 1,
            role: 'council',
            party: 'aarhus',
            summary: '0'.repeat(64),
          }),
      ],
    ])('without a key is known all the same: %s', async (_, call) => {
      const rows = await stored(instance);
      expect(amiss(await call(), [409, 422])).toBeUndefined();
      expect(await stored(instance)).toEqual(rows);
    });
  });

  describe('a step out of its order is refused', () => {
    const idOf = async (call: Promise<Answer>, name: string): Promise<string> =>
      (JSON.parse((await call).text) as Record<string, string>)[name]!;
    let [draft, claim, run] = ['', '', ''];
    let paid: SmallLife;
    beforeAll(async () => {
      const terms = edited(exampleTerms('aarhus-young-homeless'), [[['ref'], 'BAD-2']]);
      draft = (
        await api.post<{ id: string }>('department-head', '/api/contracts', 'bad-2', {
          type: 'application/yaml',
          text: terms,
        })
      ).id;
      const participantId = await idOf(
        post('case-worker', `/api/outcomes/contracts/${contractId}/participants`, { referredOn: '2024-03-01' }),
        'participantId',
      );
      const evidence = [{ digest: '0'.repeat(64), source: 'register' }];
      claim = await idOf(
        post('case-worker', `/api/outcomes/contracts/${contractId}/claims`, {
          participantId,
          outcome: 'moved-in',
          on: '2024-06-01',
          evidence,
        }),
        'claimId',
      );
      paid = await begin(api, 'BAD-3', 2);
      await claimHalf(api, paid, 0);
      await makeFinal(api, paid, 0);
      const path = `/api/payments/contracts/${paid.contractId}/runs`;
      run = (await api.post<{ runId: string }>('controller', path, 'bad:run', json({ cutOff: '2025-03-31' }))).runId;
      await settled(instance);
    });

    it.each<[string, () => Promise<Answer>]>([
      ['activation before the sign-offs', () => post('department-head', `/api/contracts/${draft}/activation`)],
      [
        'other terms for a contract in force',
        () =>
          send('post', `/api/contracts/${contractId}/versions`, {
            by: 'department-head',
            type: 'application/yaml',
            body: edited(exampleTerms('aarhus-young-homeless'), [
              [['ref'], REF],
              [['title', 'en'], 'Another'],
            ]),
          }),
      ],
      [
        'a claim under a draft',
        () => post('case-worker', `/api/outcomes/contracts/${draft}/participants`, { referredOn: '2024-03-01' }),
      ],
      [
        'a run under a draft',
        () => post('controller', `/api/payments/contracts/${draft}/runs`, { cutOff: '2024-12-31' }),
      ],
      [
        'verification before attestation',
        () => post('verifier', `/api/outcomes/claims/${claim}/verification`, { decision: 'approved' }),
      ],
      [
        'an objection before verification',
        () => post('department-head', `/api/outcomes/claims/${claim}/objections`, { reason: 'too early' }),
      ],
      [
        'reversal of what is not final',
        () => post('department-head', `/api/outcomes/claims/${claim}/reversal`, { reason: 'too early' }),
      ],
      ['authorisation before certification', () => post('department-head', `/api/payments/runs/${run}/authorisation`)],
      [
        'a second open run',
        () => post('controller', `/api/payments/contracts/${paid.contractId}/runs`, { cutOff: '2025-06-30' }),
      ],
      [
        'what is due on a day to come',
        () => post('controller', `/api/payments/contracts/${contractId}/runs`, { cutOff: '2099-12-31' }),
      ],
    ])('%s', async (_, call) => {
      const rows = await stored(instance);
      expect(amiss(await call(), [404, 409, 422])).toBeUndefined();
      expect(await stored(instance)).toEqual(rows);
    });
  });
};
