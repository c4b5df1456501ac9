import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '@ringvirkning/kernel';
import {
  EnrolledManySchema,
  ParticipantPageSchema,
  ParticipantsFoundSchema,
  PersonDetailsSchema,
  type Participant,
  type PersonDetails,
} from '@ringvirkning/outcomes-api';
import type { EventEnvelope } from '@ringvirkning/message';
import type { PartnerMessagesReceived, PartnerMessagesSettled, PersonMovedThere } from '@ringvirkning/partnership-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { TellFollowUpsJob } from '../src/enrolment/follow-ups/tell-follow-ups.job.js';
import { PartnerPostConsumer } from '../src/moving/partner-post.consumer.js';
import { startWorld, termsYaml, type World } from './world.js';

let world: World;
const now: Instant = instant('2025-06-01T10:00:00Z');
beforeAll(async () => {
  world = await startWorld({ now: () => now });
});
afterAll(() => world.stop());

const ODENSE = `  - { id: odense, name: Odense, kind: municipality, organisation: odense, municipalityCode: '0461', roles: [payer] }\n`;
const twoPayers = () => termsYaml().replace('  - { id: leverandoer', `${ODENSE}  - { id: leverandoer`);

const people = async (who: string, contractId: string, query = ''): Promise<Participant[]> =>
  ParticipantPageSchema.parse((await world.get(who, `/contracts/${contractId}/participants${query}`)).body).items;
const person = async (who: string, participantId: string): Promise<PersonDetails> =>
  PersonDetailsSchema.parse((await world.get(who, `/participants/${participantId}`)).body);
const enrolFile = async (contractId: string, text: string, who = 'fatima') =>
  (await (
    await world.as(who)
  )
    .post(`/api/outcomes/contracts/${contractId}/enrolments`)
    .set('Content-Type', 'text/csv')
    .send(text)) as { status: number; body: Record<string, unknown> };
const close = (who: string, participantId: string, closing: string | null, seen: string | null = null) =>
  world.post(who, `/participants/${participantId}/follow-ups`, { outcome: 'housed', followUp: 'm3', closing, seen });

describe('a key that the supplier gives a person', () => {
  it('is seen by the organisation that enrolled them, and by nobody else', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId, { key: ' sag  12 ' });
    expect((await people('fatima', contractId))[0]).toMatchObject({ participantId: id, key: 'sag 12' });
    expect((await person('fatima', id)).key).toBe('sag 12');
    for (const who of ['anna', 'hans']) {
      expect((await people(who, contractId))[0]).toMatchObject({ key: null });
      expect(JSON.stringify(await person(who, id))).not.toContain('sag 12');
    }
  });
  it('is refused when it is used, when it is easily taken for one that is, and when it is a pseudonym', async () => {
    const contractId = await world.contract();
    await world.enrol(contractId, { key: '0012' });
    const [{ pseudonym }] = (await people('fatima', contractId)) as [Participant];
    const enrol = (change: object) =>
      world.post('fatima', `/contracts/${contractId}/participants`, { referredOn: '2024-02-01', ...change });
    expect(await enrol({ key: '0012' })).toMatchObject({ status: 409, body: { code: 'outcomes.already-enrolled' } });
    expect(await enrol({ key: '12' })).toMatchObject({ status: 409, body: { code: 'outcomes.key-resembles' } });
    expect(await enrol({ key: pseudonym })).toMatchObject({ status: 422, body: { code: 'outcomes.key-is-pseudonym' } });
    expect(await enrol({ key: '12', newPerson: true })).toMatchObject({ status: 201 });
    expect(await people('fatima', contractId)).toHaveLength(2);
  });
  it('can be claimed for by import, and goes with the person', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId, { key: 'k-1' });
    const { body } = await world.import(
      'fatima',
      contractId,
      'participant;outcome;achieved_on\nk-1;move-in;2024-03-01',
    );
    expect(body).toMatchObject({ accepted: 1, enrolled: 0 });
    await world.post('anna', `/participants/${id}/erasure`);
    expect(await person('fatima', id)).toMatchObject({ key: null, erased: true });
    expect(
      await world.post('fatima', `/participants/${id}/departure`, { on: '2025-01-01', reason: 'withdrew' }),
    ).toMatchObject({
      status: 422,
      body: { code: 'outcomes.person-erased' },
    });
  });
});

describe('a file of people', () => {
  it('enrols everybody in it, with headers in either language and groups by name or code', async () => {
    const contractId = await world.contract(twoPayers());
    const danish = await enrolFile(
      contractId,
      'Nøgle;CPR-nummer;Henvist;Startet;Målgruppe;Årgang;Betalende kommune\na-1;;01-02-2024;;Unge;c1;0461\n;070761-4285;2024-02-02;2024-03-01;old;;\n',
    );
    expect(danish.body).toMatchObject({ enrolled: 2 });
    expect(danish.status).toBe(201);
    expect(EnrolledManySchema.parse(danish.body)).toEqual({ enrolled: 2, warnings: [] });
    expect(await enrolFile(contractId, 'key,referred_on\nb-1,2024-02-01\n')).toMatchObject({ body: { enrolled: 1 } });
    expect(
      (await people('fatima', contractId))
        .map(({ key, group, payingMunicipality, identified, startedOn }) => [
          key,
          group,
          payingMunicipality,
          identified,
          startedOn,
        ])
        .sort(),
    ).toEqual([
      [null, 'old', null, true, '2024-03-01'],
      ['a-1', 'young', 'odense', false, null],
      ['b-1', null, null, false, null],
    ]);
    const rows = await world.rows('SELECT * FROM participant WHERE contract_id = $1', [contractId]);
    expect(JSON.stringify(rows)).not.toMatch(/070761|4285/);
  });
  it.each([
    ['a day that is none', 'b-2;2024-02-31;;', 3, 'referred_on', 'outcomes.cell-'],
    ['a day to come', 'b-2;2025-06-02;;', 3, 'referred_on', 'outcomes.cell-'],
    ['no day', 'b-2;;;', 3, 'referred_on', 'outcomes.cell-missing'],
    ['an unknown group', 'b-2;2024-02-01;nobody;', 3, 'group', 'outcomes.cell-unknown-word'],
    ['an unknown payer', 'b-2;2024-02-01;;0751', 3, 'paying_municipality', 'outcomes.cell-unknown-payer'],
    ['nobody', ';2024-02-01;;', 3, 'key', 'outcomes.cell-nobody'],
    ['a personal number for a key', '070761-4285;2024-02-01;;', 3, 'key', 'outcomes.cell-'],
    ['the same person twice', 'A-1;2024-02-01;;', 3, 'key', 'outcomes.enrolment-twice'],
    ['somebody who is known', 'known;2024-02-01;;', 3, 'key', 'outcomes.already-enrolled'],
    ['somebody who looks like one who is known', 'KNOWN;2024-02-01;;', 3, 'key', 'outcomes.key-resembles'],
    ['a row cut off', 'b-2', 3, undefined, 'outcomes.cell-short'],
  ])('with %s in a row enrols nobody, and says where', async (_, row, line, column, code) => {
    const contractId = await world.contract();
    await world.enrol(contractId, { key: 'known' });
    const { status, body } = await enrolFile(
      contractId,
      `key;referred_on;group;paying_municipality\na-1;2024-02-01;;\n${row}\n`,
    );
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'outcomes.enrolment-refused' });
    const [error] = body['errors'] as [Record<string, string>];
    expect(error).toMatchObject({ row: line, ...(column && { path: column }), code: expect.stringContaining(code) });
    expect(JSON.stringify(body)).not.toContain('4285');
    expect(await people('fatima', contractId)).toHaveLength(1);
  });
  it('with a number that is none says so without repeating it', async () => {
    const { body } = await enrolFile(await world.contract(), 'cpr;referred_on\n320761-4285;2024-02-01\n');
    expect(body['errors']).toEqual([
      expect.objectContaining({ row: 2, path: 'cpr', code: 'outcomes.cell-cpr-invalid' }),
    ]);
    expect(JSON.stringify(body)).not.toContain('4285');
  });
  it('is refused to those who do not enrol, and of contracts of others', async () => {
    const contractId = await world.contract();
    const file = 'key;referred_on\na-1;2024-02-01\n';
    expect((await enrolFile(contractId, file, 'hans')).status).toBe(403);
    expect((await enrolFile(contractId, file, 'gry')).status).toBe(403);
    expect((await enrolFile(contractId, file, 'stranger')).status).toBe(404);
  });
});

describe('a list of people', () => {
  it('is narrowed by pseudonym, group, cohort and who is still here', async () => {
    const contractId = await world.contract();
    const young = await world.enrol(contractId, { group: 'young', cohort: 'c1' });
    const old = await world.enrol(contractId, { group: 'old' });
    await world.post('fatima', `/participants/${old}/departure`, { on: '2024-06-01', reason: 'no-contact' });
    const [{ pseudonym }] = (await people('anna', contractId)) as [Participant];
    const ids = async (query: string) => (await people('anna', contractId, query)).map((each) => each.participantId);
    expect(await ids('?group=young')).toEqual([young]);
    expect(await ids('?cohort=c1')).toEqual([young]);
    expect(await ids('?state=left')).toEqual([old]);
    expect(await ids('?state=here')).toEqual([young]);
    expect(await ids(`?search=${pseudonym.toLowerCase()}`)).toEqual([young]);
    expect((await world.get('anna', `/contracts/${contractId}/participants?search=sag-12`)).status).toBe(422);
  });
  it('is searched by a part of a pseudonym or own key, page by page, and tells how many fit', async () => {
    const contractId = await world.contract();
    const ids: string[] = [];
    for (const key of ['Sag 12', 'sag 13', 'x_1']) ids.push(await world.enrol(contractId, { key }));
    const found = async (who: string, body: object) => {
      const answer = await world.post(who, `/contracts/${contractId}/participants/search`, body);
      expect(answer.status).toBe(200);
      return ParticipantsFoundSchema.parse(answer.body);
    };
    const first = await found('fatima', { text: 'SAG', limit: 1 });
    expect(first).toMatchObject({ items: [{ key: 'Sag 12' }], count: 2, all: 3 });
    expect(await found('fatima', { text: 'SAG', limit: 1, after: first.next })).toMatchObject({
      items: [{ key: 'sag 13' }],
      next: null,
    });
    expect(await found('fatima', { text: '_' })).toMatchObject({ items: [{ key: 'x_1' }], count: 1 });
    expect(await found('fatima', { text: '%' })).toMatchObject({ items: [], count: 0, all: 3 });
    expect(await found('anna', { text: 'sag' })).toMatchObject({ items: [], count: 0, all: 3 });
    expect(await found('anna', { text: first.items[0]!.pseudonym.slice(2).toLowerCase() })).toMatchObject({
      items: [{ participantId: ids[0], key: null }],
    });
    const [look] = await world.rows(
      `SELECT participants FROM access_record WHERE contract_id = $1 AND what = 'participants' ORDER BY at, id LIMIT 1`,
      [contractId],
    );
    expect(look?.['participants']).toEqual([ids[0]]);
    expect((await world.post('gry', `/contracts/${contractId}/participants/search`, {})).status).toBe(403);
    expect((await world.post('stranger', `/contracts/${contractId}/participants/search`, {})).status).toBe(404);
  });
  it('tells the next follow-up that is expected, until it is claimed, closed or out of reach', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId, { referredOn: '2025-05-01' });
    const next = async () => (await people('fatima', contractId))[0]!.nextFollowUp;
    expect(await next()).toBeNull();
    await world.claim(contractId, id, { on: '2025-05-02' });
    expect(await next()).toEqual({ outcome: 'housed', followUp: 'm3', dueOn: '2025-08-01' });
    expect((await close('fatima', id, 'no-answer')).status).toBe(201);
    expect(await next()).toEqual({ outcome: 'housed', followUp: 'm6', dueOn: '2025-11-01' });
    await world.post('fatima', `/participants/${id}/departure`, { on: '2025-05-20', reason: 'withdrew' });
    expect(await next()).toBeNull();
    await world.post('fatima', `/participants/${id}/departure`, {
      on: '2025-05-20',
      reason: 'completed',
      seen: { on: '2025-05-20', reason: 'withdrew' },
    });
    expect(await next()).toMatchObject({ followUp: 'm6' });
  });
});

describe('one person', () => {
  it('is shown with what was done, by whom, and the look is written down', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId);
    const { claimId } = await world.claim(contractId, id);
    await world.post('anna', `/claims/${claimId}/attestation`);
    await world.post('fatima', `/participants/${id}/departure`, { on: '2025-01-01', reason: 'moved-away' });
    const seen = await person('anna', id);
    expect(seen).toMatchObject({
      contractId,
      left: { on: '2025-01-01', reason: 'moved-away' },
      claims: [{ claimId, status: 'attested' }],
      followUps: [
        { outcome: 'housed', followUp: 'm3', dueOn: '2024-05-01', state: 'due' },
        { outcome: 'housed', followUp: 'm6', dueOn: '2024-08-01', state: 'due' },
      ],
    });
    expect(seen.history.map(({ type, byName, code }) => [type, byName, code])).toEqual([
      ['enrolled', 'Fatima Farah', null],
      ['claimed', 'Fatima Farah', null],
      ['attested', 'anna', null],
      ['left', 'Fatima Farah', 'moved-away'],
    ]);
    expect(
      await world.rows(
        `SELECT subject, participants FROM access_record WHERE contract_id = $1 AND what = 'participant'`,
        [contractId],
      ),
    ).toEqual([{ subject: 'anna', participants: [id] }]);
  });
  it('is seen by those alone who may see people of the contract', async () => {
    const id = await world.enrol(await world.contract());
    expect((await world.get('gry', `/participants/${id}`)).status).toBe(403);
    expect((await world.get('erik', `/participants/${id}`)).status).toBe(403);
    expect((await world.get('stranger', `/participants/${id}`)).status).toBe(404);
  });
  it('leaves with a reason by code, on a day that can be, and can be taken back', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId);
    const leave = (body: object, who = 'fatima') => world.post(who, `/participants/${id}/departure`, body);
    expect((await leave({ on: '2025-01-01', reason: 'he was ill' })).status).toBe(422);
    expect((await leave({ on: '2025-01-01', reason: 'withdrew', note: 'x' })).status).toBe(422);
    expect((await leave({ on: '2024-01-31', reason: 'withdrew' })).body['code']).toBe('outcomes.day-before-referral');
    expect((await leave({ on: '2025-06-02', reason: 'withdrew' })).status).toBe(422);
    expect((await leave({ on: '2025-01-01', reason: 'withdrew' }, 'hans')).status).toBe(403);
    expect((await leave({ on: '2025-01-01', reason: 'withdrew' })).status).toBe(201);
    const seen = { on: '2025-01-01', reason: 'withdrew' };
    expect((await world.post('fatima', `/participants/${id}/readmission`, { seen })).body).toEqual({
      participantId: id,
      left: null,
    });
    expect((await person('fatima', id)).history.map(({ type }) => type)).toEqual(['enrolled', 'left', 'readmitted']);
  });
  it('leaves in no other way than a colleague wrote, unless that is told, and nothing is written twice', async () => {
    const id = await world.enrol(await world.contract());
    const leave = (body: object) => world.post('fatima', `/participants/${id}/departure`, body);
    const mine = { on: '2025-01-01', reason: 'withdrew' };
    const theirs = { on: '2025-01-02', reason: 'no-contact' };
    const changed = (params: object) => ({ status: 409, body: { code: 'outcomes.departure-changed', params } });
    expect((await leave(theirs)).status).toBe(201);
    expect(await leave(mine)).toMatchObject(changed(theirs));
    expect(await leave({ ...mine, seen: mine })).toMatchObject(changed(theirs));
    expect(await world.post('fatima', `/participants/${id}/readmission`, { seen: mine })).toMatchObject(
      changed(theirs),
    );
    expect((await leave(theirs)).status).toBe(201);
    expect((await leave({ ...mine, seen: theirs })).status).toBe(201);
    expect((await world.post('fatima', `/participants/${id}/readmission`)).status).toBe(422);
    expect((await world.post('fatima', `/participants/${id}/readmission`, { seen: mine })).status).toBe(201);
    expect((await world.post('fatima', `/participants/${id}/readmission`, { seen: mine })).status).toBe(201);
    expect(await leave({ ...mine, seen: theirs })).toMatchObject(changed({ on: '', reason: '' }));
    expect((await person('fatima', id)).history.map(({ type }) => type)).toEqual([
      ...['enrolled', 'left', 'left', 'readmitted'],
    ]);
  });
});

describe('a person who moves', () => {
  it('is paid for by the municipality that held on the day of each claim', async () => {
    const contractId = await world.contract(twoPayers());
    const id = await world.enrol(contractId, { payingMunicipality: 'kommune' });
    const lesson = (on: string) => world.claim(contractId, id, { outcome: 'lesson', on, quantity: '1' });
    const before = await lesson('2024-04-30');
    const after = await lesson('2024-05-01');
    expect(
      await world.post('anna', `/participants/${id}/moves`, { from: '2024-05-01', payingMunicipality: '0461' }),
    ).toMatchObject({ status: 201 });
    const later = await lesson('2024-06-01');
    for (const { claimId } of [before, after, later]) {
      await world.post('anna', `/claims/${claimId}/attestation`);
      await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    }
    expect((await world.finalised(contractId)).map(({ on, payingMunicipality }) => [on, payingMunicipality])).toEqual([
      ['2024-04-30', 'kommune'],
      ['2024-05-01', 'odense'],
      ['2024-06-01', 'odense'],
    ]);
    const seen = await person('anna', id);
    expect(seen.payers).toEqual([
      { from: null, payingMunicipality: 'kommune' },
      { from: '2024-05-01', payingMunicipality: 'odense' },
    ]);
    expect(seen.history.find(({ type }) => type === 'moved')).toMatchObject({
      on: '2024-05-01',
      code: 'odense',
      by: 'anna',
    });
  });
  it('keeps what was told of final outcomes, in one step or in bulk', async () => {
    const contractId = await world.contract(twoPayers());
    const id = await world.enrol(contractId, { payingMunicipality: 'kommune' });
    await world.claim(contractId, id, { outcome: 'lesson', on: '2024-05-10', quantity: '1' });
    await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
    await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
    expect((await world.finalised(contractId))[0]!.payingMunicipality).toBe('kommune');
    const move = (from: string) =>
      world.post('fatima', `/participants/${id}/moves`, { from, payingMunicipality: 'odense' });
    expect(await move('2024-05-10')).toMatchObject({ status: 422, body: { code: 'outcomes.move-before-final' } });
    expect((await person('anna', id)).payers).toHaveLength(1);
    expect(await move('2024-05-11')).toMatchObject({ status: 201 });
  });
  it('does not move from the same day to two places, unless that is told', async () => {
    const id = await world.enrol(await world.contract(twoPayers()));
    const move = (payingMunicipality: string, seen?: string) =>
      world.post('fatima', `/participants/${id}/moves`, { from: '2024-05-11', payingMunicipality, seen });
    expect((await move('odense')).status).toBe(201);
    expect((await move('odense')).status).toBe(201);
    expect(await move('kommune')).toMatchObject({
      status: 409,
      body: { code: 'outcomes.move-changed', params: { now: 'odense' } },
    });
    expect((await move('kommune', 'odense')).status).toBe(201);
    expect((await person('fatima', id)).payers.at(-1)).toEqual({ from: '2024-05-11', payingMunicipality: 'kommune' });
  });
  it('moves to payers of the contract only', async () => {
    const id = await world.enrol(await world.contract());
    expect(
      await world.post('fatima', `/participants/${id}/moves`, { from: '2024-05-11', payingMunicipality: '0461' }),
    ).toMatchObject({ status: 422, body: { errors: [{ path: 'payingMunicipality' }] } });
  });
});

describe('partners that pay from an instance of their own', () => {
  const OF_PARTICIPANT = twoPayers().replace(
    'split: fixed, parts: [{ party: kommune, share: 1 }]',
    'split: top-up, parts: [{ party: of-participant }], otherwise: kommune',
  );
  const told = async (contractId: string) =>
    (await world
      .rows(
        `SELECT said || jsonb_build_object('to', data->'to') AS data FROM outbox, jsonb_array_elements(data->'messages') AS said
       WHERE subject = 'evt.outcomes.partner-messages-queued.v1' AND said->'content'->>'contractId' = $1 ORDER BY outbox.id`,
        [contractId],
      )
      .then((rows) => rows.map(({ data }) => data))) as { id: string; to: string; content: PersonMovedThere }[];
  const move = (id: string, from: string, payingMunicipality: string, seen?: string) =>
    world.post('anna', `/participants/${id}/moves`, { from, payingMunicipality, seen });

  it('are told who moves there and what that may cost, when it ends, and that it was not so', async () => {
    const contractId = await world.contract(OF_PARTICIPANT, undefined, ['odense']);
    const id = await world.enrol(contractId, { key: 'sag-7', group: 'young', cohort: 'c1' });
    const { pseudonym } = await person('anna', id);
    expect(await told(contractId)).toEqual([]);
    await move(id, '2024-05-01', 'odense');
    await move(id, '2024-09-01', 'kommune');
    await move(id, '2024-05-01', 'kommune', 'odense');
    const messages = await told(contractId);
    const pays = {
      ...{ pseudonym, cohort: 'c1', currency: 'DKK', most: null },
      prices: expect.arrayContaining([
        { outcome: 'housed', followUp: 'm6', per: 'claim', price: '150000', most: '150000' },
        { outcome: 'lesson', followUp: null, per: 'unit', price: '10000', most: null },
      ]),
    };
    expect(messages.map(({ to, content: { endsOn, pays: paid } }) => [to, endsOn, paid])).toEqual([
      ['odense', null, { ...pays, periods: [{ from: '2024-05-01', to: null }] }],
      ['odense', null, { ...pays, periods: [{ from: '2024-05-01', to: '2024-08-31' }] }],
      ['odense', null, null],
    ]);
    const moments = messages.map(({ content }) => content.at);
    expect(moments).toEqual([...new Set(moments)].toSorted());
    expect(new Set(messages.map(({ content }) => content.person)).size).toBe(1);
    for (const mark of [id, 'sag-7', 'young']) expect(JSON.stringify(messages)).not.toContain(mark);
  });

  it('are told the end alone of somebody for whom they had paid from the beginning', async () => {
    const contractId = await world.contract(OF_PARTICIPANT, undefined, ['odense']);
    const id = await world.enrol(contractId, { payingMunicipality: 'odense', cohort: 'c1' });
    await move(id, '2024-05-01', 'kommune');
    const [message, ...more] = await told(contractId);
    expect([message!.content.endsOn, message!.content.pays, more]).toEqual(['2024-04-30', null, []]);
    const moves = async () =>
      (await person('anna', id)).movesTold.map(({ organisation, outcome }) => [organisation, outcome]);
    expect(await moves()).toEqual([['odense', null]]);
    const settled = { to: 'odense', messages: [{ id: message!.id, type: 'person-moved/1', outcome: 'booked' }] };
    for (let twice = 0; twice < 2; twice += 1)
      await asSystem('test', () =>
        world.service.app
          .get(Database, { strict: false })
          .transaction((tx) =>
            world.service.app
              .get(PartnerPostConsumer, { strict: false })
              .settled([{ data: settled } as EventEnvelope<PartnerMessagesSettled>], tx),
          ),
      );
    expect(await moves()).toEqual([['odense', 'booked']]);
  });

  it('say what they do not take for true, which is seen until it is told anew; who was not told has no word', async () => {
    const contractId = await world.contract(OF_PARTICIPANT, undefined, ['odense']);
    const id = await world.enrol(contractId, { payingMunicipality: 'odense', cohort: 'c1' });
    await world.enrol(contractId, { payingMunicipality: 'odense', cohort: 'c1' });
    await move(id, '2024-05-01', 'kommune');
    const { content } = (await told(contractId))[0]!;
    const says = (from: string, reason: string, over: object = {}) => {
      const said = { contractId, person: content.person, at: content.at, reason, ...over };
      const message = { number: 1, id: 'm-1', agreement: null, type: 'move-refused/1', content: said };
      const event = { data: { from, messages: [message] }, id: crypto.randomUUID(), source: 'partnership' };
      return asSystem('test', () =>
        world.service.app
          .get(Database, { strict: false })
          .transaction((tx) =>
            world.service.app
              .get(PartnerPostConsumer, { strict: false })
              .received([event as unknown as EventEnvelope<PartnerMessagesReceived>], tx),
          ),
      );
    };
    const refused = async () => (await person('anna', id)).movesTold.map((each) => each.refused);
    const listed = async () =>
      (await people('anna', contractId, '?state=move-refused')).map(({ participantId }) => participantId);
    await says('gladsaxe', 'other-days');
    await says('odense', 'other-days', { person: contractId });
    await says('odense', 'other-days', { at: '2020-01-01T00:00:00.000Z' });
    expect([await refused(), await listed()]).toEqual([[null], []]);
    for (const reason of ['other-days', 'not-moved-here']) await says('odense', reason);
    expect([await refused(), await listed()]).toEqual([['other-days'], [id]]);
    await move(id, '2024-06-01', 'odense');
    expect([await refused(), await listed()]).toEqual([[null], []]);
  });

  it('are told anew when what a price depends on was wrong, and not when nothing changes for them', async () => {
    const contractId = await world.contract(OF_PARTICIPANT, undefined, ['odense']);
    const id = await world.enrol(contractId, { group: 'young' });
    await move(id, '2024-05-01', 'odense');
    const place = { group: 'young', cohort: null, referredOn: '2024-02-01', startedOn: null };
    const correct = (change: object, seen: object) =>
      world.post('anna', `/participants/${id}/place`, { ...seen, seen, reason: 'wrongly-informed', ...change });
    await correct({ group: 'old' }, place);
    expect(await told(contractId)).toHaveLength(1);
    await correct({ cohort: 'c1' }, { ...place, group: 'old' });
    expect((await told(contractId)).map(({ content }) => content.pays?.cohort)).toEqual([null, 'c1']);
  });

  it('and nobody else: a payer without an instance of its own is told nothing', async () => {
    const contractId = await world.contract(OF_PARTICIPANT);
    await move(await world.enrol(contractId), '2024-05-01', 'odense');
    expect(await told(contractId)).toEqual([]);
  });
});

describe('what was wrong about a person from the enrolment', () => {
  const start = { group: 'young', cohort: null, referredOn: '2024-02-01', startedOn: null };
  const correct = (who: string, id: string, change: object, seen: object = start) =>
    world.post(who, `/participants/${id}/place`, { ...seen, seen, reason: 'wrongly-informed', ...change });

  it('is corrected with a reason; what is due follows, and the history says what was and what is', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId, { group: 'young', referredOn: '2025-03-01' });
    await world.claim(contractId, id, { on: '2025-03-20' });
    const change = { group: 'old', cohort: 'c1', referredOn: '2025-03-10' };
    const seen = { ...start, referredOn: '2025-03-01' };
    expect(await correct('anna', id, change, seen)).toMatchObject({
      status: 201,
      body: { ...change, startedOn: null },
    });
    const now = await person('fatima', id);
    expect(now).toMatchObject(change);
    expect(now.followUps[0]).toMatchObject({ followUp: 'm3', dueOn: '2025-06-10' });
    expect(
      await world.rows('SELECT due_on::text FROM due WHERE participant_id = $1 ORDER BY due_on LIMIT 1', [id]),
    ).toEqual([{ due_on: '2025-06-10' }]);
    const corrected = now.history.filter(({ type }) => type.endsWith('-corrected'));
    expect(corrected.map(({ type, byName, code, was, now: is }) => [type, byName, code, was, is])).toEqual([
      ['group-corrected', 'anna', 'wrongly-informed', 'young', 'old'],
      ['cohort-corrected', 'anna', 'wrongly-informed', null, 'c1'],
      ['referral-corrected', 'anna', 'wrongly-informed', '2025-03-01', '2025-03-10'],
    ]);
    expect(now.history.find(({ type }) => type === 'enrolled')).toMatchObject({ on: '2025-03-01' });
    expect((await correct('anna', id, change, seen)).status).toBe(201);
    expect((await person('fatima', id)).history).toHaveLength(5);
  });
  it('is corrected by two people in different fields, and in the same one only upon what was seen', async () => {
    const id = await world.enrol(await world.contract(), { group: 'young' });
    expect((await correct('anna', id, { group: 'old' })).status).toBe(201);
    expect((await correct('fatima', id, { cohort: 'c1' })).status).toBe(201);
    expect(await correct('fatima', id, { group: null })).toMatchObject({
      status: 409,
      body: {
        code: 'outcomes.place-changed',
        params: { group: 'old', cohort: 'c1', referredOn: '2024-02-01', startedOn: '' },
      },
    });
    const both = { ...start, group: 'old', cohort: 'c1' };
    expect((await correct('fatima', id, { group: null }, both)).status).toBe(201);
  });
  it('keeps group and cohort once something final was told with them, until that is reversed', async () => {
    const contractId = await world.contract();
    const claimId = await world.verified(contractId);
    const [{ participantId: id }] = (await people('anna', contractId)) as [Participant];
    const seen = { ...start, group: null };
    const refused = { status: 422, body: { code: 'outcomes.place-before-final', params: { day: '2024-03-01' } } };
    expect(await correct('anna', id, { group: 'old' }, seen)).toMatchObject(refused);
    expect(await correct('anna', id, { cohort: 'c1' }, seen)).toMatchObject(refused);
    expect(await correct('anna', id, {}, seen)).toMatchObject({ status: 201 });
    expect(await correct('anna', id, { referredOn: '2024-03-02' }, seen)).toMatchObject({
      status: 422,
      body: { code: 'outcomes.referral-after' },
    });
    expect(await correct('anna', id, { referredOn: '2024-01-20' }, seen)).toMatchObject({ status: 201 });
    await world.post('dorte', `/claims/${claimId}/reversal`, { reason: 'Wrong home' });
    expect(await correct('anna', id, { group: 'old' }, seen)).toMatchObject({ status: 201 });
  });
  it('is in what is told of a claim that becomes final afterwards', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId, { group: 'young' });
    const { claimId } = await world.claim(contractId, id);
    await world.post('anna', `/claims/${claimId}/attestation`);
    await correct('anna', id, { group: 'old', cohort: 'c1' });
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    expect(await world.finalised(contractId)).toMatchObject([{ claimId, group: 'old', cohort: 'c1' }]);
  });
  it('is never told of one person in two ways, however a correction and a verification meet', async () => {
    const contractId = await world.contract();
    for (let round = 0; round < 4; round += 1) {
      const id = await world.enrol(contractId, { group: 'young' });
      const { claimId } = await world.claim(contractId, id);
      await world.post('anna', `/claims/${claimId}/attestation`);
      await Promise.all([
        correct('anna', id, { group: 'old' }),
        world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' }),
      ]);
      const told = (await world.finalised(contractId)).find((outcome) => outcome.claimId === claimId);
      expect(told?.group).toBe((await person('anna', id)).group);
    }
  });
  it('is corrected by who enrols, in words of the contract, and not once the data is erased', async () => {
    const id = await world.enrol(await world.contract(), { group: 'young' });
    for (const who of ['hans', 'bo', 'gry']) expect((await correct(who, id, { group: 'old' })).status).toBe(403);
    expect((await correct('stranger', id, { group: 'old' })).status).toBe(404);
    expect((await correct('anna', id, { group: 'middle' })).body['code']).toBe('outcomes.unknown-group');
    expect((await correct('anna', id, { referredOn: '2025-06-02' })).body['code']).toBe('outcomes.date-not-plausible');
    expect((await correct('anna', id, { reason: 'He lied about it' })).status).toBe(422);
    await world.post('anna', `/participants/${id}/erasure`);
    expect(await correct('anna', id, { group: 'old' })).toMatchObject({ body: { code: 'outcomes.person-erased' } });
  });
});

describe('a follow-up that was not reached', () => {
  const dueIn = async (contractId: string) =>
    ((await world.get('fatima', '/work-list?limit=200')).body['items'] as { contractId: string; followUp: string }[])
      .filter((task) => task.contractId === contractId && task.followUp)
      .map(({ followUp }) => followUp);
  it.each(['not-reached', 'no-answer', 'dropped-out'])(
    'is closed as %s, and waits for nobody any more',
    async (closing) => {
      const contractId = await world.contract();
      const id = await world.enrol(contractId, { referredOn: '2025-03-01' });
      await world.claim(contractId, id, { on: '2025-03-02' });
      expect(await dueIn(contractId)).toEqual(['m3']);
      expect(await close('fatima', id, closing)).toMatchObject({ status: 201, body: { closing } });
      expect(await dueIn(contractId)).toEqual([]);
      expect((await person('anna', id)).followUps[0]).toMatchObject({ state: closing });
      expect((await close('fatima', id, null, closing)).status).toBe(201);
      expect(await dueIn(contractId)).toEqual(['m3']);
    },
  );
  it('is not closed twice in different ways without either person knowing', async () => {
    const id = await world.enrol(await world.contract());
    expect((await close('fatima', id, 'no-answer')).status).toBe(201);
    expect(await close('fatima', id, 'not-reached')).toMatchObject({
      status: 409,
      body: { code: 'outcomes.closing-changed', params: { now: 'no-answer' } },
    });
    expect((await close('fatima', id, 'no-answer')).status).toBe(201);
    expect((await close('fatima', id, 'not-reached', 'no-answer')).status).toBe(201);
    expect((await person('fatima', id)).history.filter(({ type }) => type === 'follow-up-closed')).toHaveLength(2);
  });
  it('is told to the others with whether that was found out, and again when it is opened; the same twice is told once', async () => {
    const id = await world.enrol(await world.contract());
    for (const [closing, seen] of [
      ['no-answer', null],
      ['no-answer', 'no-answer'],
      ['not-reached', 'no-answer'],
      [null, 'not-reached'],
    ] as const)
      expect((await close('fatima', id, closing, seen)).status).toBe(201);
    const told = (lasts: false | null) => [{ outcome: 'housed', followUp: 'm3', lasts }];
    expect(await world.followUpsEnded(id)).toEqual([told(null), told(false), []]);
  });
  it('is told of whoever drops out before it is due, and taken back with the departure', async () => {
    const id = await world.enrol(await world.contract(), { referredOn: '2025-02-01' });
    const left = { on: '2025-05-20', reason: 'withdrew' };
    await world.post('fatima', `/participants/${id}/departure`, left);
    const completed = { ...left, reason: 'completed' };
    await world.post('fatima', `/participants/${id}/departure`, { ...completed, seen: left });
    const ended = [{ outcome: 'housed', followUp: 'm6', lasts: null }];
    expect(await world.followUpsEnded(id)).toEqual([ended, []]);
  });
  it('is told of a new version of the contract as well, by a job', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId, { referredOn: '2025-02-01' });
    await world.post('fatima', `/participants/${id}/departure`, { on: '2025-03-01', reason: 'withdrew' });
    const later = termsYaml().replace('{ code: m6, months: 6 }', '{ code: m6, months: 6 }, { code: m9, months: 9 }');
    await world.contract(later.replace('followUps: [m3, m6]', 'followUps: [m3, m6, m9]'), contractId);
    const job = world.service.app.get(TellFollowUpsJob, { strict: false });
    await asSystem('test', async () => {
      for (const due of await job.due()) await job.run(due);
      expect(await job.due()).toEqual([]);
    });
    const told = (...of: string[]) => of.map((followUp) => ({ outcome: 'housed', followUp, lasts: null }));
    expect(await world.followUpsEnded(id)).toEqual([told('m3', 'm6'), told('m3', 'm6', 'm9')]);
  });
  it('cannot be closed once it is claimed, nor can one that the contract lacks, nor by a party that does not claim', async () => {
    const contractId = await world.contract();
    const id = await world.enrol(contractId);
    await world.claim(contractId, id);
    await world.claim(contractId, id, { outcome: 'housed', followUp: 'm3', on: '2024-06-01' });
    expect(await close('fatima', id, 'no-answer')).toMatchObject({ body: { code: 'outcomes.follow-up-reached' } });
    expect(
      await world.post('fatima', `/participants/${id}/follow-ups`, {
        outcome: 'housed',
        followUp: 'm9',
        closing: 'no-answer',
      }),
    ).toMatchObject({ status: 404 });
    expect(await close('anna', id, 'no-answer')).toMatchObject({ body: { code: 'outcomes.not-your-role' } });
    expect((await close('hans', id, 'no-answer')).status).toBe(403);
  });
});
