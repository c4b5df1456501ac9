import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '@ringvirkning/kernel';
import {
  ClaimDetailsSchema,
  ClaimSchema,
  EnrolledSchema,
  OutcomesFinalisedV1,
  OutcomesReversedV1,
} from '@ringvirkning/outcomes-api';
import { eventually } from '@ringvirkning/testing';
import { startWorld, World } from './world.js';

let world: World;
let now: Instant = instant('2025-06-01T10:00:00Z');
beforeAll(async () => {
  world = await startWorld({ now: () => now });
});
afterAll(() => world.stop());

describe('a claim without its number', () => {
  it.each(['lesson', 'star'])('is refused where the number is what it says: %s', async (outcome) => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const answer = await world.claim(contractId, participantId, { outcome });
    expect(answer).toMatchObject({ code: 'outcomes.quantity-missing' });
    expect(await world.rows('SELECT 1 FROM claim WHERE contract_id = $1', [contractId])).toEqual([]);
  });
  it('is one, where something is reached or not', async () => {
    const contractId = await world.contract();
    expect(await world.claim(contractId, await world.enrol(contractId))).toMatchObject({ quantity: '1' });
  });
});

describe('enrolling', () => {
  it('gives a pseudonym, and knows a person again without storing the CPR number', async () => {
    const contractId = await world.contract();
    const first = await world.post('fatima', `/contracts/${contractId}/participants`, {
      cpr: '070761-4285',
      referredOn: '2024-02-01',
      group: 'young',
    });
    expect(first.status).toBe(201);
    const { pseudonym, warnings } = EnrolledSchema.parse(first.body);
    expect(warnings).toEqual([]);
    const again = await world.post('fatima', `/contracts/${contractId}/participants`, {
      cpr: '0707614285',
      referredOn: '2024-02-01',
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'outcomes.already-enrolled', params: { pseudonym } } });
    const [row] = await world.rows('SELECT * FROM participant WHERE contract_id = $1', [contractId]);
    expect(JSON.stringify(row)).not.toMatch(/070761|4285/);
    const other = await world.contract();
    expect(
      (await world.post('fatima', `/contracts/${other}/participants`, { cpr: '070761-4285', referredOn: '2024-02-01' }))
        .status,
    ).toBe(201);
    const digests = await world.rows('SELECT person_digest FROM participant WHERE contract_id IN ($1, $2)', [
      contractId,
      other,
    ]);
    expect(new Set(digests.map((each) => each['person_digest'])).size).toBe(2);
  });
  it('warns about modulus 11 and refuses a number without a date, repeating neither', async () => {
    const contractId = await world.contract();
    expect(
      (
        await world.post('fatima', `/contracts/${contractId}/participants`, {
          cpr: '070761-4286',
          referredOn: '2024-02-01',
        })
      ).body['warnings'],
    ).toEqual(['outcomes.cpr-modulus']);
    const wrong = await world.post('fatima', `/contracts/${contractId}/participants`, {
      cpr: '320761-4285',
      referredOn: '2024-02-01',
    });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'outcomes.cpr-invalid' } });
    expect(JSON.stringify(wrong.body)).not.toContain('4285');
  });
  it('knows groups and cohorts of the terms only', async () => {
    const contractId = await world.contract();
    expect(
      await world.post('fatima', `/contracts/${contractId}/participants`, {
        referredOn: '2024-02-01',
        group: 'nobody',
      }),
    ).toMatchObject({ status: 400, body: { code: 'outcomes.unknown-group' } });
  });
  it('lists people only to those who may see them, and writes every look down', async () => {
    const contractId = await world.contract();
    await world.enrol(contractId);
    expect((await world.get('gry', `/contracts/${contractId}/participants`)).status).toBe(403);
    expect((await world.get('erik', `/contracts/${contractId}/participants`)).status).toBe(403);
    expect((await world.get('stranger', `/contracts/${contractId}/participants`)).status).toBe(404);
    expect((await world.get('anna', `/contracts/${contractId}/participants`)).body['items']).toHaveLength(1);
    expect(
      await world.rows(
        'SELECT subject, organisation, permission, what, cardinality(participants) AS people FROM access_record WHERE contract_id = $1',
        [contractId],
      ),
    ).toEqual([
      { subject: 'anna', organisation: 'aarhus', permission: 'people.read', what: 'participants', people: 1 },
    ]);
  });
});

describe('one claim', () => {
  it('goes from claimed to final by three people, and tells the others', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId, {
      group: 'young',
      cohort: 'c1',
      payingMunicipality: 'kommune',
    });
    const claim = ClaimSchema.parse(await world.claim(contractId, participantId));
    expect(claim).toMatchObject({ status: 'claimed', objectionEndsAt: null });
    expect(claim.checks.every(({ passed }) => passed)).toBe(true);
    expect(await world.post('anna', `/claims/${claim.claimId}/attestation`)).toMatchObject({
      status: 201,
      body: { status: 'attested' },
    });
    expect(await world.post('hans', `/claims/${claim.claimId}/verification`, { decision: 'approved' })).toMatchObject({
      status: 201,
      body: { status: 'final' },
    });
    expect(await world.finalised(contractId)).toEqual([
      {
        claimId: claim.claimId,
        participantId,
        outcome: 'move-in',
        on: '2024-03-01',
        quantity: '1',
        cohort: 'c1',
        group: 'young',
        payingMunicipality: 'kommune',
        finalisedAt: now,
      },
    ]);
    const details = ClaimDetailsSchema.parse((await world.get('anna', `/claims/${claim.claimId}`)).body);
    expect(details.history.map(({ type, by }) => [type, by])).toEqual([
      ['claimed', 'fatima'],
      ['attested', 'anna'],
      ['verified', 'hans'],
      ['finalised', 'system'],
    ]);
    expect(details.history.map(({ byName }) => byName)).toEqual(['Fatima Farah', 'anna', 'Hans Hansen', undefined]);
  });
  it('that the checks refuse is a recorded fact with reasons', async () => {
    const contractId = await world.contract({ evidence: true });
    const claim = await world.claim(contractId, await world.enrol(contractId), { on: '2023-12-31' });
    expect(claim.status).toBe('refused');
    expect(claim.checks.filter(({ passed }) => !passed).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['outcomes.outside-period', 'outcomes.before-referral', 'outcomes.evidence-missing']),
    );
    expect(await world.post('anna', `/claims/${claim.claimId}/attestation`)).toMatchObject({
      status: 422,
      body: { code: 'outcomes.wrong-step' },
    });
  });
  it('cannot be made twice, but again after it was returned', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const first = await world.claim(contractId, participantId);
    expect((await world.claim(contractId, participantId)).checks.find(({ passed }) => !passed)?.code).toBe(
      'outcomes.repeated',
    );
    expect(
      await world.post('anna', `/claims/${first.claimId}/attestation`, { decision: 'returned', note: 'forkert dato' }),
    ).toMatchObject({ body: { status: 'returned' } });
    expect((await world.claim(contractId, participantId)).status).toBe('claimed');
  });
  it('cannot be made twice at the same time', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.claim(contractId, participantId)));
    expect(answers.filter(({ status }) => status === 'claimed')).toHaveLength(1);
  });
  it('with the same key has one effect', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const body = { participantId, outcome: 'lesson', on: '2024-03-01', quantity: '2' };
    const [first, second] = [
      await world.post('fatima', `/contracts/${contractId}/claims`, body, 'k1'),
      await world.post('fatima', `/contracts/${contractId}/claims`, body, 'k1'),
    ];
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await world.rows('SELECT count(*)::int AS n FROM claim WHERE contract_id = $1', [contractId]))[0]).toEqual({
      n: 1,
    });
  });
});

describe('separation of duties over HTTP', () => {
  it('keeps claimant, attester and verifier apart, also when one person holds all roles', async () => {
    const contractId = await world.contract();
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    const both = { roles: ['case-worker', 'verifier'] as const, organisation: 'aarhus', sub: 'fatima' };
    const attest = await (
      await world.service.request({ ...both, roles: [...both.roles] })
    ).post(`/api/outcomes/claims/${claimId}/attestation`);
    expect(attest.body).toMatchObject({ code: 'outcomes.same-person' });
    await world.post('anna', `/claims/${claimId}/attestation`);
    const verify = await (
      await world.service.request({ roles: ['verifier'], organisation: 'st-basils', sub: 'x' })
    )
      .post(`/api/outcomes/claims/${claimId}/verification`)
      .send({ decision: 'approved' });
    // The contract gives their organisation no part as verifier, so for a verifier it is not there.
    expect(verify.status).toBe(404);
  });
  it.each([
    ['fatima', 'attestation'],
    ['anna', 'verification'],
    ['gry', 'attestation'],
  ])('lets %s take no %s', async (who, step) => {
    const contractId = await world.contract();
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    expect((await world.post(who, `/claims/${claimId}/${step}`, { decision: 'approved' })).status).toBe(403);
  });
});

describe('the objection window', () => {
  it('holds a verified claim back until it has run, then the job makes it final', async () => {
    now = instant('2025-06-01T10:00:00Z');
    const contractId = await world.contract({ objectionDays: 14 });
    const claimId = await world.verified(contractId);
    expect((await world.get('anna', `/claims/${claimId}`)).body).toMatchObject({
      status: 'verified',
      objectionEndsAt: '2025-06-15T10:00:00.000Z',
    });
    expect(await world.finalised(contractId)).toEqual([]);
    now = instant('2025-06-15T10:00:00Z');
    await eventually(async () => expect(await world.finalised(contractId)).toHaveLength(1));
    now = instant('2025-06-01T10:00:00Z');
  });
  it('lets a party object once; a dismissal lets the claim go on, an upheld objection annuls it', async () => {
    const contractId = await world.contract({ objectionDays: 14 });
    const claimId = await world.verified(contractId);
    const objection = await world.post('gry', `/claims/${claimId}/objections`, {
      reason: 'Borgeren boede der i forvejen',
    });
    expect(objection).toMatchObject({ status: 201, body: { status: 'disputed' } });
    expect(await world.post('gry', `/claims/${claimId}/objections`, { reason: 'igen' })).toMatchObject({
      status: 409,
      body: { code: 'outcomes.objection-open' },
    });
    const list = (await world.get('bo', '/work-list')).body as { counts: Record<string, number> };
    expect(list.counts['decide-objection']).toBeGreaterThanOrEqual(1);
    expect(
      await world.post('bo', `/objections/${objection.body['objectionId'] as string}/decision`, {
        decision: 'dismissed',
      }),
    ).toMatchObject({ body: { status: 'verified' } });
    const second = await world.post('gry', `/claims/${claimId}/objections`, { reason: 'nye oplysninger' });
    expect(
      await world.post('bo', `/objections/${second.body['objectionId'] as string}/decision`, { decision: 'upheld' }),
    ).toMatchObject({ body: { status: 'annulled' } });
    expect(
      await world.post('bo', `/objections/${second.body['objectionId'] as string}/decision`, { decision: 'dismissed' }),
    ).toMatchObject({ status: 409, body: { code: 'outcomes.objection-decided' } });
  });
  it('refuses free text with a CPR number', async () => {
    const contractId = await world.contract({ objectionDays: 14 });
    const claimId = await world.verified(contractId);
    const answer = await world.post('gry', `/claims/${claimId}/objections`, { reason: 'se 070761-4285' });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'reason', code: 'http.holds-cpr' }] } });
    expect(JSON.stringify(answer.body)).not.toContain('4285');
  });
});

describe('a reversal', () => {
  it('is a new fact, told to the others after the finalisation, and opens the outcome again', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const { claimId } = await world.claim(contractId, participantId);
    await world.post('anna', `/claims/${claimId}/attestation`);
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    expect(await world.post('bo', `/claims/${claimId}/reversal`, { reason: 'fejl i register' })).toMatchObject({
      status: 201,
      body: { status: 'reversed' },
    });
    expect((await world.post('bo', `/claims/${claimId}/reversal`, { reason: 'igen' })).body['code']).toBe(
      'outcomes.wrong-step',
    );
    const events = await world.rows(`SELECT subject, data FROM outbox WHERE data->>'contractId' = $1 ORDER BY id`, [
      contractId,
    ]);
    expect(events.map(({ subject }) => subject)).toEqual([OutcomesFinalisedV1.subject, OutcomesReversedV1.subject]);
    expect(OutcomesReversedV1.data.parse(events[1]!['data'])).toMatchObject({
      outcomes: [{ claimId }],
    });
    expect((await world.claim(contractId, participantId)).status).toBe('claimed');
  });
});

describe('evidence', () => {
  const evidence = {
    digest: 'ab'.repeat(32),
    source: 'document',
    legalBasis: 'servicelovens § 85',
    mediaType: 'application/pdf',
    size: 1000,
  };
  it('is kept once by digest', async () => {
    const contractId = await world.contract();
    const [first, second] = [
      await world.post('fatima', `/contracts/${contractId}/evidence`, evidence),
      await world.post('anna', `/contracts/${contractId}/evidence`, evidence),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await world.post('fatima', `/contracts/${contractId}/evidence`, { ...evidence, size: 1 })).toMatchObject({
      status: 409,
      body: { code: 'outcomes.evidence-differs' },
    });
  });
});

describe('input that is not right', () => {
  it.each<[string, object]>([
    ['no outcome', { outcome: undefined }],
    ['a date that does not exist', { on: '2024-02-30' }],
    ['an unknown member', { sneaky: 1 }],
    ['a negative quantity', { quantity: '-1' }],
    ['a number where text is due', { quantity: 1 }],
    ['a digest that is none', { evidence: [{ digest: 'x', source: 'register' }] }],
  ])('is refused whole: %s', async (_, change) => {
    const contractId = await world.contract();
    const answer = await world.post('fatima', `/contracts/${contractId}/claims`, {
      participantId: await world.enrol(contractId),
      outcome: 'move-in',
      on: '2024-03-01',
      ...change,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'http.validation-failed' } });
    expect(await world.rows('SELECT 1 FROM claim WHERE contract_id = $1', [contractId])).toEqual([]);
  });
  it('that holds a CPR number in a free field is refused, and the number not repeated', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const answers = [
      await world.post('fatima', `/contracts/${contractId}/participants`, {
        referredOn: '2024-02-01',
        payingMunicipality: '070761-4285',
      }),
      await world.post('fatima', `/contracts/${contractId}/claims`, {
        participantId,
        outcome: 'move-in',
        on: '2024-03-01',
        externalRef: '0707614285',
      }),
      await world.post('fatima', `/contracts/${contractId}/claims`, {
        participantId,
        outcome: 'move-in',
        on: '2024-03-01',
        evidence: [{ digest: 'ab'.repeat(32), source: 'register', legalBasis: 'sag 070761-4285' }],
      }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ code: 'http.holds-cpr' }] } });
      expect(JSON.stringify(answer.body)).not.toContain('4285');
    }
  });
  it('names people of other contracts as unknown', async () => {
    const [mine, other] = [await world.contract(), await world.contract()];
    expect(await world.claim(mine, await world.enrol(other))).toMatchObject({ code: 'outcomes.unknown-participant' });
  });
  it('from somebody who is no party finds nothing', async () => {
    const contractId = await world.contract();
    expect(
      await world.post('stranger', `/contracts/${contractId}/participants`, { referredOn: '2024-02-01' }),
    ).toMatchObject({ status: 404, body: { code: 'outcomes.unknown-contract' } });
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    expect((await world.get('stranger', `/claims/${claimId}`)).status).toBe(404);
  });
});

describe('the work list', () => {
  it('shows each role what waits for it', async () => {
    now = instant('2025-06-01T10:00:00Z');
    const contractId = await world.contract();
    const [first, second] = [
      await world.enrol(contractId, { referredOn: '2025-03-20' }),
      await world.enrol(contractId, { referredOn: '2024-12-20' }),
    ];
    await world.rows(`UPDATE claim SET status = 'final' WHERE claim_id = $1`, [
      (await world.claim(contractId, first, { on: '2025-03-25' })).claimId,
    ]);
    const { claimId } = await world.claim(contractId, second, { on: '2025-01-10' });
    const of = async (who: string) =>
      (
        (await world.get(who, '/work-list?limit=200')).body['items'] as {
          kind: string;
          contractId: string;
          participantId: string;
          followUp: string | null;
          dueOn?: string;
          claimId?: string;
        }[]
      ).filter((task) => task.contractId === contractId);
    expect(await of('anna')).toMatchObject([{ kind: 'attest', claimId }]);
    expect(await of('hans')).toEqual([]);
    const due = await of('fatima');
    expect(due.find(({ participantId }) => participantId === first)).toMatchObject({
      kind: 'follow-up-due',
      followUp: 'm3',
      dueOn: '2025-06-20',
    });
    expect(due.filter(({ participantId }) => participantId === second).map(({ kind, dueOn }) => [kind, dueOn])).toEqual(
      [
        ['follow-up-overdue', '2025-03-20'],
        ['follow-up-due', '2025-06-20'],
      ],
    );
    await world.post('anna', `/claims/${claimId}/attestation`);
    expect(await of('anna')).toEqual([]);
    expect(await of('hans')).toMatchObject([{ kind: 'verify', claimId }]);
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'rejected', note: 'mangler' });
    expect((await of('fatima')).filter(({ kind }) => kind === 'returned')).toMatchObject([{ claimId }]);
    expect((await world.get('erik', '/work-list')).body).toEqual({ counts: {}, more: [], items: [], behind: [] });
  });
  it('names a person by the own key of whoever enrolled the person, and to nobody else', async () => {
    now = instant('2025-06-01T10:00:00Z');
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId, { referredOn: '2024-12-03', key: 'u-17' });
    await world.claim(contractId, participantId, { on: '2024-12-10' });
    const keys = async (who: string) =>
      ((await world.get(who, '/work-list?limit=200')).body['items'] as { contractId: string; key: string | null }[])
        .filter((task) => task.contractId === contractId)
        .map(({ key }) => key);
    expect(await keys('anna')).toEqual([null]);
    expect([...new Set(await keys('fatima'))]).toEqual(['u-17']);
  });
  it.each<[string, object, { referredOn: string; movedIn?: string }, string[]]>([
    ['names a follow-up of the last 90 days', {}, { referredOn: '2024-12-03', movedIn: '2024-12-10' }, ['m3', 'm6']],
    ['does not name an older one', {}, { referredOn: '2024-12-02', movedIn: '2024-12-10' }, ['m6']],
    [
      'does not name one after the contract',
      { until: '2025-05-31' },
      { referredOn: '2024-12-03', movedIn: '2024-12-10' },
      ['m3'],
    ],
    [
      'names nothing of a contract that ended long ago',
      { until: '2025-01-31' },
      { referredOn: '2024-12-03', movedIn: '2024-12-10' },
      [],
    ],
    ['does not name a follow-up whose prerequisite the person lacks', {}, { referredOn: '2024-12-03' }, []],
  ])('%s', async (_, change, { referredOn, movedIn }, followUps) => {
    now = instant('2025-06-01T10:00:00Z');
    const contractId = await world.contract(change);
    const participantId = await world.enrol(contractId, { referredOn });
    if (movedIn) await world.claim(contractId, participantId, { on: movedIn });
    const { items } = (await world.get('fatima', '/work-list?limit=200')).body as {
      items: { contractId: string; followUp: string | null }[];
    };
    expect(items.filter((task) => task.contractId === contractId).map(({ followUp }) => followUp)).toEqual(followUps);
  });
  it('names only follow-ups that the terms plan, when they plan some', async () => {
    now = instant('2025-06-01T10:00:00Z');
    const contractId = await world.contract();
    await world.rows(`UPDATE contract_step SET planned = 5 WHERE contract_id = $1 AND follow_up = 'm6'`, [contractId]);
    await world.claim(contractId, await world.enrol(contractId, { referredOn: '2024-12-03' }), { on: '2024-12-10' });
    const { items } = (await world.get('fatima', '/work-list?limit=200')).body as {
      items: { contractId: string; followUp: string | null }[];
    };
    expect(items.filter((task) => task.contractId === contractId).map(({ followUp }) => followUp)).toEqual(['m6']);
  });
});
