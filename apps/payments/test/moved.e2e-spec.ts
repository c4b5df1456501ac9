import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessRecordPageSchema } from '@ringvirkning/access-log';
import type { Role } from '@ringvirkning/auth';
import { instant, localDate } from '@ringvirkning/kernel';
import {
  moveRefused,
  personMoved,
  type MoveRefused,
  type PartnerMessagesQueued,
  type PersonMovedThere,
} from '@ringvirkning/partnership-api';
import { MovedCitizenPageSchema, PaymentsMessagesQueuedV1, type MovedCitizen } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { JobRunner } from '@ringvirkning/jobs';
import { HearMoveHandler } from '../src/moved-citizens/hear-move.handler.js';
import { JointContractStore } from '../src/persistence/joint-contract.store.js';
import { clock, startPayments } from './fixtures.js';
import { jointEvent } from './two-instances.js';

let service: TestService;
const event = jointEvent();
beforeAll(async () => {
  clock.at = '2026-07-01T08:00:00Z';
  service = await startPayments();
  await inOne((tx) => service.app.get(JointContractStore).put(tx, { ...event, home: 'odense' }, 'aarhus'));
});
afterAll(() => service?.stop());

const inOne = (work: Parameters<Database['transaction']>[0]): Promise<unknown> =>
  asSystem('test', () => service.app.get(Database).transaction(work));
const [example, leaves, never] = personMoved.examples as [PersonMovedThere, PersonMovedThere, PersonMovedThere];
const prices = [{ outcome: 'mastery', followUp: 'm6', per: 'claim', price: '20000', most: '20000' } as const];
/** By the terms of this contract. */
const arrives = { ...example, pays: { ...example.pays!, cohort: null, prices } };
/** What home says of somebody, on some day of 2026. */
const hear = (
  said: PersonMovedThere,
  person: string,
  day: string,
  over: Partial<PersonMovedThere> = {},
  from = 'odense',
) => {
  const of = { contractId: event.contractId, termsDigest: event.termsDigest, person };
  const content = { ...said, ...of, at: instant(`2026-${day}T08:00:00.000Z`), ...over };
  return inOne((tx) =>
    service.app
      .get(HearMoveHandler)
      .execute(tx, { from, number: 1, id: randomUUID(), agreement: null, type: personMoved.name, content }),
  );
};
const read = async (who: TokenClaims | Role, query = '') =>
  (await service.request(who)).get(`/api/payments/moved-citizens${query}`);
const citizens = async (query = `?contractId=${event.contractId}`): Promise<MovedCitizen[]> =>
  MovedCitizenPageSchema.parse((await read('controller', query)).body).items;
const one = async (participantId: string) => (await citizens()).find((each) => each.participantId === participantId);

describe('a citizen who moved here', () => {
  it('is seen by pseudonym, cohort, and what they may cost, in the words of the contract', async () => {
    const person = randomUUID();
    await hear(arrives, person, '03-02');
    expect(await one(person)).toMatchObject({
      ...{ from: 'odense', contractTitle: 'Prøvekontrakt', state: 'arrived', pseudonym: 'P-7K2M-9QXD', cohort: null },
      ...{ endsOn: null, periods: [{ from: '2026-03-01', to: null }], most: '5000000', currency: 'DKK', fault: null },
      prices: [{ outcomeName: { da: 'Selvmestring', en: 'Self-mastery' }, followUp: 'm6', price: '20000' }],
      earlier: [],
    });
  });

  it('is as the latest statement says, in whatever order they come; those before it are seen', async () => {
    const person = randomUUID();
    const until = { ...arrives.pays, periods: [{ from: localDate('2026-03-01'), to: localDate('2026-05-31') }] };
    await hear(never, person, '03-04');
    await hear(arrives, person, '03-02');
    await hear(arrives, person, '03-03', { pays: until });
    await hear(arrives, person, '03-03', { pays: until });
    expect(await one(person)).toMatchObject({
      ...{ state: 'withdrawn', pseudonym: null, periods: [], prices: [], most: null },
      earlier: [{ periods: until.periods }, { periods: arrives.pays.periods }],
    });
    await hear(arrives, person, '03-05', { pays: until });
    expect(await one(person)).toMatchObject({ state: 'left', pseudonym: 'P-7K2M-9QXD' });
  });

  it('is nameless where all that is told is that they moved away', async () => {
    const person = randomUUID();
    await hear(leaves, person, '03-02');
    expect(await one(person)).toMatchObject({ state: 'left', endsOn: '2026-02-28', pseudonym: null, prices: [] });
  });

  it('is not believed of another than leads the contract, or by other terms, and waits for an unknown contract', async () => {
    const [stranger, other] = [randomUUID(), randomUUID()];
    await hear(arrives, stranger, '03-02', {}, 'gladsaxe');
    await hear(arrives, other, '03-02', { termsDigest: 'f'.repeat(64) });
    expect([(await one(stranger))?.fault, (await one(other))?.fault]).toEqual(['not-from-the-home', 'other-terms']);
    const contractId = randomUUID();
    await hear(arrives, randomUUID(), '03-02', { contractId });
    expect(await citizens(`?contractId=${contractId}`)).toMatchObject([{ contractTitle: null, fault: null }]);
  });

  it('comes page by page, newest first', async () => {
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = MovedCitizenPageSchema.parse((await read('controller', `?limit=2${next && `&after=${next}`}`)).body);
      ids.push(...page.items.map(({ participantId }) => participantId));
      ({ next } = page);
    }
    const all = (await citizens('?limit=100')).map(({ participantId }) => participantId);
    expect([ids, new Set(ids).size]).toEqual([all, all.length]);
  });

  it('is seen by people of the authority, each look with a line in the access log', async () => {
    const dora: TokenClaims = { roles: ['controller'], sub: 'dora' };
    const seen = MovedCitizenPageSchema.parse((await read(dora, `?contractId=${event.contractId}`)).body).items;
    const { body } = await (await service.request(dora)).get('/api/payments/access-log?subject=dora');
    const [line] = AccessRecordPageSchema.parse(body).items;
    expect(line).toMatchObject({
      what: 'moved citizens',
      permission: 'people.read-moved',
      contractId: event.contractId,
    });
    expect(line!.participantIds).toEqual(seen.map(({ participantId }) => participantId).toSorted());
    for (const role of ['council-member', 'investor', 'operator'] as const) expect((await read(role)).status).toBe(403);
    const worker: TokenClaims = { roles: ['case-worker'], departments: ['social'], sub: 'wilma' };
    expect((await read(worker, `?contractId=${event.contractId}`)).body.items).toHaveLength(seen.length);
    const supplier: TokenClaims = { roles: ['supplier'], organisation: 'st-basils', sub: 'sue' };
    expect((await read(supplier)).status).toBe(403);
  });
});

describe('a fault in what is told of a citizen', () => {
  const told = async (): Promise<{ to: string; content: MoveRefused }[]> => {
    const rows = (await inOne((tx) =>
      tx.query('SELECT data FROM outbox WHERE subject = $1 ORDER BY id', [PaymentsMessagesQueuedV1.subject]),
    )) as { data: PartnerMessagesQueued }[];
    return rows.flatMap(({ data: { to, messages } }) =>
      messages.map(({ content }) => ({ to, content: moveRefused.content.parse(content) })),
    );
  };
  const toldOf = async (person: string) => (await told()).filter(({ content }) => content.person === person);
  const object = async (statementId: string, reason: string, who: TokenClaims | Role = 'controller') =>
    (await service.request(who)).post(`/api/payments/moved-citizens/${statementId}/objection`).send({ reason });
  const { contractId } = event;

  it('is told at once to whoever told it, where it can never be right, and once', async () => {
    const [stranger, cohort] = [randomUUID(), randomUUID()];
    for (let twice = 0; twice < 2; twice += 1) await hear(arrives, stranger, '03-02', {}, 'gladsaxe');
    await hear(arrives, cohort, '03-02', { pays: { ...arrives.pays, cohort: '1999' } });
    const at = '2026-03-02T08:00:00.000Z';
    expect(await toldOf(stranger)).toEqual([
      { to: 'gladsaxe', content: { contractId, person: stranger, at, reason: 'not-from-the-home' } },
    ]);
    expect(await toldOf(cohort)).toEqual([
      { to: 'odense', content: { contractId, person: cohort, at, reason: 'not-in-the-terms' } },
    ]);
    expect((await one(cohort))?.objection).toMatchObject({ reason: 'not-in-the-terms', byName: null });
  });

  it('is told after an hour, where the terms may be on their way still, and not of what was corrected by then', async () => {
    const [wrong, corrected] = [randomUUID(), randomUUID()];
    const run = () => service.app.get(JobRunner).runOnce();
    for (const person of [wrong, corrected]) await hear(leaves, person, '03-02', { termsDigest: 'f'.repeat(64) });
    await hear(leaves, corrected, '03-03');
    await run();
    expect(await toldOf(wrong)).toEqual([]);
    clock.at = '2026-07-01T09:00:00Z';
    for (let twice = 0; twice < 2; twice += 1) await run();
    expect((await toldOf(wrong)).map(({ content }) => content.reason)).toEqual(['other-terms']);
    expect(await toldOf(corrected)).toEqual([]);
  });

  it('is told by who pays by the contract, once, and only against what is told last', async () => {
    const person = randomUUID();
    await hear(leaves, person, '03-02');
    const first = (await one(person))!.statementId;
    await hear(leaves, person, '03-03', { endsOn: localDate('2026-03-31') });
    const last = (await one(person))!.statementId;
    expect((await object(last, 'other-days', 'council-member')).status).toBe(403);
    expect((await object(last, 'CPR 010170-1234')).status).toBe(422);
    expect((await object(randomUUID(), 'other-days')).body).toMatchObject({ code: 'payments.unknown-move' });
    expect((await object(first, 'other-days')).body).toMatchObject({ code: 'payments.move-told-anew' });
    expect((await object(last, 'other-days', { roles: ['controller'], sub: 'dora', name: 'Dora' })).status).toBe(204);
    expect((await object(last, 'not-moved-here')).body).toMatchObject({ code: 'payments.move-objected' });
    expect(await toldOf(person)).toMatchObject([{ to: 'odense', content: { reason: 'other-days' } }]);
    expect((await one(person))!.objection).toMatchObject({ reason: 'other-days', byName: 'Dora' });
    await hear(leaves, person, '03-04', { endsOn: localDate('2026-02-15') });
    expect((await one(person))!.objection).toBeNull();
  });
});
