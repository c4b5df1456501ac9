import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutcomesFinalisedV1, OutcomesReversedV1 } from '@ringvirkning/outcomes-api';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** A young person who moved in, which is final, and was housed for three months, which is attested. */
async function housedForThreeMonths(): Promise<{ contractId: string; movedIn: string; housed: string }> {
  const contractId = await world.contract();
  const participantId = await world.enrol(contractId, { referredOn: '2024-02-01' });
  const { claimId: movedIn } = await world.claim(contractId, participantId);
  await world.post('anna', `/claims/${movedIn}/attestation`);
  await world.post('hans', `/claims/${movedIn}/verification`, { decision: 'approved' });
  const { claimId: housed } = await world.claim(contractId, participantId, {
    outcome: 'housed',
    followUp: 'm3',
    on: '2024-06-01',
  });
  await world.post('anna', `/claims/${housed}/attestation`);
  return { contractId, movedIn, housed };
}
const reverse = (claimId: string) => world.post('bo', `/claims/${claimId}/reversal`, { reason: 'fejl i register' });
const BACK = {
  status: 'returned',
  checks: expect.arrayContaining([
    expect.objectContaining({ check: 'rule', passed: false, code: 'outcomes.prerequisite-missing' }),
  ]),
};

describe('before a claim becomes final the rules are asked again', () => {
  it('and one that still counts is final', async () => {
    const { contractId, housed } = await housedForThreeMonths();
    expect(await world.post('hans', `/claims/${housed}/verification`, { decision: 'approved' })).toMatchObject({
      body: { status: 'final' },
    });
    expect((await world.finalised(contractId)).map(({ claimId }) => claimId)).toContain(housed);
  });

  it('and one whose prerequisite was taken back meanwhile goes back, with the reason, and nobody is told', async () => {
    const { contractId, movedIn, housed } = await housedForThreeMonths();
    await reverse(movedIn);
    expect(await world.post('hans', `/claims/${housed}/verification`, { decision: 'approved' })).toMatchObject({
      status: 201,
      body: { status: 'returned' },
    });
    expect((await world.get('anna', `/claims/${housed}`)).body).toMatchObject(BACK);
    expect((await world.finalised(contractId)).map(({ claimId }) => claimId)).toEqual([movedIn]);
  });

  it('also when many are verified at once', async () => {
    const { contractId, movedIn, housed } = await housedForThreeMonths();
    await reverse(movedIn);
    expect(await world.post('hans', `/contracts/${contractId}/verifications`, { all: true })).toMatchObject({
      body: { done: 1, finalised: 0 },
    });
    expect((await world.get('anna', `/claims/${housed}`)).body).toMatchObject(BACK);
  });

  it('and none becomes final where others know of final ones that a restored database lost', async () => {
    const contractId = await world.contract();
    const kept = await world.verified(contractId);
    const told = async (subject: string, claimId: string): Promise<unknown> =>
      world.rows(
        `INSERT INTO outbox (event_id, subject, key, trace, data, given_back_by)
         VALUES (gen_random_uuid(), $1, $2::text, '{}', jsonb_build_object('contractId', $2::text, 'outcomes', jsonb_build_array(jsonb_build_object('claimId', $3::text))), 'payments')`,
        [subject, contractId, claimId],
      );
    // Mending a log begins another life of it.
    await world.rows('UPDATE outbox_epoch SET epoch = 2');
    await told(OutcomesFinalisedV1.subject, kept);
    await world.verified(contractId);
    const lost = '01900000-0000-7000-8000-00000000c0de';
    await told(OutcomesFinalisedV1.subject, lost);
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    await world.post('anna', `/claims/${claimId}/attestation`);
    const verify = () => world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    expect(await verify()).toMatchObject({ status: 422, body: { code: 'outcomes.claims-lost', params: { count: 1 } } });
    expect(await world.post('hans', `/contracts/${contractId}/verifications`, { all: true })).toMatchObject({
      body: { code: 'outcomes.claims-lost' },
    });
    await told(OutcomesReversedV1.subject, lost);
    expect(await verify()).toMatchObject({ body: { status: 'final' } });
  });

  it('and the claimant may claim it anew when it counts again', async () => {
    const { contractId, movedIn, housed } = await housedForThreeMonths();
    await reverse(movedIn);
    await world.post('hans', `/claims/${housed}/verification`, { decision: 'approved' });
    const [{ participant_id: participantId } = {}] = await world.rows(
      'SELECT participant_id FROM claim WHERE claim_id = $1',
      [housed],
    );
    await world.claim(contractId, String(participantId), { on: '2024-03-01' });
    expect(
      await world.claim(contractId, String(participantId), { outcome: 'housed', followUp: 'm3', on: '2024-06-01' }),
    ).toMatchObject({ status: 'claimed' });
  });
});
