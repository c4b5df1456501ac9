import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '@ringvirkning/kernel';
import { ClaimDetailsSchema, ClaimPageSchema, type ClaimDetails } from '@ringvirkning/outcomes-api';
import { startWorld, type World } from './world.js';

let world: World;
const now: Instant = instant('2025-06-01T10:00:00Z');
beforeAll(async () => {
  world = await startWorld({ now: () => now });
});
afterAll(() => world.stop());

const details = async (claimId: string, who = 'fatima'): Promise<ClaimDetails> =>
  ClaimDetailsSchema.parse((await world.get(who, `/claims/${claimId}`)).body);
const correct = (claimId: string, change: object, who = 'fatima', key?: string) =>
  world.post(who, `/claims/${claimId}/correction`, { version: 1, on: '2024-03-01', ...change }, key);
const attest = (claimId: string, body: object = {}) => world.post('anna', `/claims/${claimId}/attestation`, body);

/** A claim that Anna has returned with a reason. */
async function returned(contractId: string): Promise<string> {
  const { claimId } = await world.claim(contractId, await world.enrol(contractId), { externalRef: 'sag-1' });
  await attest(claimId, { decision: 'returned', note: 'datoen passer ikke' });
  return claimId;
}

describe('a claim that came back', () => {
  it('tells why, is corrected with an answer, and goes on to final with both versions kept', async () => {
    const contractId = await world.contract();
    const claimId = await returned(contractId);
    expect((await details(claimId)).history.at(-1)).toMatchObject({ type: 'returned', note: 'datoen passer ikke' });
    expect(
      await correct(claimId, { on: '2024-03-02', externalRef: 'sag-1', answer: 'rettet efter lejekontrakten' }),
    ).toMatchObject({ status: 201, body: { status: 'claimed' } });
    expect(await details(claimId, 'anna')).toMatchObject({
      status: 'claimed',
      on: '2024-03-02',
      version: 2,
      versions: [{ version: 1, on: '2024-03-01', quantity: '1', externalRef: 'sag-1', by: 'fatima' }],
    });
    await world.claim(contractId, await world.enrol(contractId));
    const { body } = await world.get('anna', `/contracts/${contractId}/claims`);
    const listed = ClaimPageSchema.parse(body).items.map(({ claimId: id, version }) => [id === claimId, version]);
    expect(listed).toEqual([
      [true, 2],
      [false, 1],
    ]);
    await attest(claimId);
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    const { history } = await details(claimId, 'anna');
    expect(history.map(({ type, note }) => [type, note])).toEqual([
      ['claimed', null],
      ['returned', 'datoen passer ikke'],
      ['corrected', 'rettet efter lejekontrakten'],
      ['attested', null],
      ['verified', null],
      ['finalised', null],
    ]);
    expect((await world.finalised(contractId)).map(({ on }) => on)).toEqual(['2024-03-02']);
    expect((await correct(claimId, { version: 2 })).body['code']).toBe('outcomes.wrong-step');
  });
  it('is sent again unchanged with an answer only', async () => {
    const claimId = await returned(await world.contract());
    expect((await correct(claimId, { externalRef: 'sag-1' })).body['code']).toBe('outcomes.nothing-corrected');
    expect((await correct(claimId, { externalRef: 'sag-1', answer: 'datoen står i kontrakten' })).status).toBe(201);
  });
  it('that the checks refuse as corrected stays as it was', async () => {
    const claimId = await returned(await world.contract());
    const refused = await correct(claimId, { on: '2024-01-15' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'outcomes.correction-refused' } });
    expect(refused.body['errors']).toContainEqual(expect.objectContaining({ code: 'outcomes.before-referral' }));
    expect(await details(claimId)).toMatchObject({ status: 'returned', on: '2024-03-01', version: 1, versions: [] });
  });
  it('is not corrected into what another claim says already', async () => {
    const contractId = await world.contract();
    const claimId = await returned(contractId);
    await world.claim(contractId, (await details(claimId)).participantId);
    expect((await correct(claimId, { answer: 'igen' })).status).toBe(422);
    const other = await returned(contractId);
    await world.claim(contractId, await world.enrol(contractId), { externalRef: 'sag-9' });
    expect(await correct(other, { externalRef: 'sag-9' })).toMatchObject({
      status: 409,
      body: { code: 'outcomes.already-claimed' },
    });
  });
  it('corrected by two people at once keeps the first, and the second one is told', async () => {
    const claimId = await returned(await world.contract());
    const answers = await Promise.all(['2024-03-02', '2024-03-03'].map((on) => correct(claimId, { on })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body).toMatchObject({ code: 'outcomes.claim-changed', params: { version: 2 } });
    expect((await details(claimId)).versions).toHaveLength(1);
  });
  it('corrected with the same key has one effect', async () => {
    const claimId = await returned(await world.contract());
    await correct(claimId, { on: '2024-03-02' }, 'fatima', 'once');
    expect((await correct(claimId, { on: '2024-03-02' }, 'fatima', 'once')).headers['idempotency-replayed']).toBe(
      'true',
    );
    expect((await details(claimId)).version).toBe(2);
  });
  it('is corrected by those alone who made it', async () => {
    const claimId = await returned(await world.contract());
    expect((await correct(claimId, { on: '2024-03-02' }, 'hans')).status).toBe(403);
    expect((await correct(claimId, { on: '2024-03-02' }, 'anna')).status).toBe(403);
    expect((await correct(claimId, { on: '2024-03-02' }, 'stranger')).status).toBe(404);
  });
});

describe('a claim that is corrected after it was attested', () => {
  it('is attested no longer, and whoever attested may do so again', async () => {
    const contractId = await world.contract();
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    await attest(claimId);
    expect((await correct(claimId, { on: '2024-03-05' })).body).toMatchObject({ status: 'claimed' });
    expect(await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' })).toMatchObject({
      status: 422,
      body: { code: 'outcomes.wrong-step' },
    });
    const [row] = await world.rows('SELECT attester, attester_organisation FROM claim WHERE claim_id = $1', [claimId]);
    expect(row).toEqual({ attester: null, attester_organisation: null });
    expect((await attest(claimId)).body).toMatchObject({ status: 'attested' });
  });
});

describe('what a claim said before', () => {
  it('cannot be changed or taken away by the service', async () => {
    const claimId = await returned(await world.contract());
    await correct(claimId, { on: '2024-03-02' });
    for (const statement of [
      `UPDATE claim_version SET quantity = '2'`,
      'DELETE FROM claim_version',
      `UPDATE claim_version SET external_ref = 'x'`,
      `UPDATE participant_fact SET code = 'x'`,
      'DELETE FROM participant_fact',
    ])
      await expect(world.asApp(statement)).rejects.toThrow(/permission denied|can only be erased/);
  });
  it('loses its reference with the person', async () => {
    const claimId = await returned(await world.contract());
    await correct(claimId, { on: '2024-03-02' });
    const { participantId } = await details(claimId);
    await world.post('anna', `/participants/${participantId}/erasure`);
    expect((await details(claimId, 'anna')).versions).toMatchObject([{ on: '2024-03-01', externalRef: null }]);
  });
});
