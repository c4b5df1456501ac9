import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSystem, Database } from '@ringvirkning/persistence';
import { parseAmendment, parseTerms } from '@ringvirkning/terms';
import { ContractStore } from '../src/persistence/contract.store.js';
import { activeContract, startWorld, termsYaml, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const FROM = '2024-07-01';
/** From July another organisation delivers, and everybody has three weeks to object. */
const transferred = (from: string) =>
  termsYaml({ objectionDays: 21 })
    .replace(
      'organisation: st-basils, roles: [supplier] }',
      'organisation: st-basils, roles: [investor] }\n  - { id: ny, name: Ny, kind: supplier, organisation: another, roles: [supplier] }',
    )
    .replace('payees: [{ party: leverandoer', 'payees: [{ party: ny') +
  `amends: { kind: transfer, from: ${from}, reason: Leverandøren ophører }\n`;

const put = (contract: ReturnType<typeof activeContract>) =>
  asSystem('test', () =>
    world.service.app
      .get(Database, { strict: false })
      .transaction((tx) => world.service.app.get(ContractStore, { strict: false }).put(tx, contract)),
  );

async function amended(from = FROM) {
  const first = activeContract();
  const before = parseTerms(termsYaml());
  const after = before.ok && parseAmendment(transferred(from), before.terms);
  if (!after || !after.ok) throw new Error(JSON.stringify(after && after.errors));
  const second = { ...first, version: 2, terms: { ...after.terms }, termsDigest: after.digest };
  await put(first);
  await put(second);
  return { contractId: first.contractId, first, second };
}

describe('a contract that was amended', () => {
  it('is claimed by whoever delivered on the day', async () => {
    const { contractId } = await amended();
    const participantId = await world.enrol(contractId);
    const lesson = (who: string, on: string) =>
      world.claim(contractId, participantId, { outcome: 'lesson', quantity: '1', on }, who);
    expect(await lesson('fatima', '2024-06-30')).toMatchObject({ status: 'claimed' });
    expect(await lesson('fatima', FROM)).toMatchObject({ code: 'outcomes.not-your-role' });
    expect(await lesson('stranger', FROM)).toMatchObject({ status: 'claimed' });
    expect(await lesson('stranger', '2024-06-29')).toMatchObject({ code: 'outcomes.not-your-role' });
  });

  it('is attested and verified by the rules of the day, one by one and many at once', async () => {
    const { contractId } = await amended();
    const participantId = await world.enrol(contractId);
    const lesson = { outcome: 'lesson', quantity: '1' };
    const early = await world.claim(contractId, participantId, { ...lesson, on: '2024-06-30' });
    const single = await world.claim(contractId, participantId, { ...lesson, on: '2024-06-29' });
    const late = await world.claim(contractId, participantId, { ...lesson, on: FROM }, 'stranger');
    expect((await world.post('anna', `/contracts/${contractId}/attestations`, { all: true })).body).toMatchObject({
      done: 3,
    });
    expect((await world.post('hans', `/claims/${single.claimId}/verification`, { decision: 'approved' })).status).toBe(
      201,
    );
    await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
    const days = await world.rows(
      'SELECT claim_id AS id, round(extract(epoch FROM objection_ends_at - (SELECT max(f.at) FROM claim_fact f WHERE f.claim_id = c.claim_id AND f.type = $2)) / 86400)::int AS days FROM claim c WHERE contract_id = $1',
      [contractId, 'verified'],
    );
    expect(new Map(days.map(({ id, days: open }) => [id, open]))).toEqual(
      new Map([
        [early.claimId, 0],
        [single.claimId, 0],
        [late.claimId, 21],
      ]),
    );
  });

  it('is open to a new party from the day, and every version that was heard is kept to be compared', async () => {
    const { contractId, first, second } = await amended('2029-06-01');
    await put(first);
    const sees = (who: string) => world.get(who, `/contracts/${contractId}/claims`);
    expect([(await sees('fatima')).status, (await sees('stranger')).status]).toEqual([200, 404]);
    expect(
      await world.rows('SELECT version, terms FROM contract_heard WHERE contract_id = $1 ORDER BY version', [
        contractId,
      ]),
    ).toEqual([
      { version: 1, terms: first.terms },
      { version: 2, terms: second.terms },
    ]);
    expect(await world.rows('SELECT version FROM contract WHERE contract_id = $1', [contractId])).toEqual([
      { version: 2 },
    ]);
  });
});
