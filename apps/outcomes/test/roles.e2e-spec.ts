import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TokenClaims } from '@ringvirkning/testing';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** An organisation that is only investor in the contract. */
const DSI = (...roles: NonNullable<TokenClaims['roles']>): TokenClaims => ({ roles, organisation: 'dsi', sub: 'many' });

describe('a role counts only where the contract gives it to the organisation', () => {
  it.each([[DSI('supplier')], [DSI('investor', 'supplier')], [DSI('verifier', 'investor')]])(
    '%j neither reads people nor writes about them',
    async (who) => {
      const contractId = await world.contract();
      await world.verified(contractId);
      const client = await world.service.request(who);
      const path = `/api/outcomes/contracts/${contractId}`;
      for (const list of ['participants', 'claims'])
        expect([list, (await client.get(`${path}/${list}`)).body.items]).toEqual([list, undefined]);
      const enrolled = await client.post(`${path}/participants`).send({ referredOn: '2024-02-01' });
      expect([403, 404]).toContain(enrolled.status);
    },
  );
  it('an investor who is supplier elsewhere still reads the progress as investor', async () => {
    const client = await world.service.request(DSI('investor', 'supplier'));
    const progress = await client.get(`/api/outcomes/contracts/${await world.contract()}/progress`);
    expect([progress.status, progress.body.suppressedBelow]).toEqual([200, 5]);
  });
});
