import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, measured } from '@ringvirkning/testing';
import { startWorld, termsYaml, type World } from './world.js';

const DAY_S = 86_400;
let now = '2024-04-01T08:00:00.000Z';
let world: World;
beforeAll(async () => {
  world = await startWorld({ now: () => now as never });
});
afterAll(() => world.stop());

/** What is measured is measured anew after a second. */
const waits = (attest: number, verify: number) =>
  eventually(async () =>
    expect(await measured(world.service.url, 'ringvirkning_claims_waiting_seconds')).toEqual({
      attest: attest * DAY_S,
      verify: verify * DAY_S,
    }),
  );

it('is measured how long the claim has waited that waits longest for a step, of no one by name', async () => {
  await waits(0, 0);
  const contractId = await world.contract();
  const claims = [];
  for (const day of ['02', '05']) {
    now = `2024-04-${day}T08:00:00.000Z`;
    claims.push((await world.claim(contractId, await world.enrol(contractId))).claimId);
  }
  now = '2024-04-12T08:00:00.000Z';
  await waits(10, 0);
  await world.post('anna', `/claims/${claims[0]}/attestation`);
  await waits(7, 0);
  now = '2024-04-14T08:00:00.000Z';
  await waits(9, 2);
  await world.post('hans', `/claims/${claims[0]}/verification`, { decision: 'rejected', note: 'nej' });
  await waits(9, 0);
});

it('passes over what a sample has not drawn: nobody is to verify it', async () => {
  const sampled =
    'verification: { sample: { method: simple-random, size: 30, material: reject, inconclusive: reject },';
  const contractId = await world.contract(termsYaml().replace('verification: {', sampled));
  const { claimId } = await world.claim(contractId, await world.enrol(contractId));
  await world.post('anna', `/claims/${claimId}/attestation`);
  now = '2024-04-20T08:00:00.000Z';
  await waits(15, 0);
});
