import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentAuthorised } from '@ringvirkning/payments-api';
import { eventually } from '@ringvirkning/testing';
import { ringvirkning, type Ran } from './support/command.js';
import { begin, claim, makeFinal, pay, type SmallLife } from './support/small-life.js';
import { System } from './support/system.js';

/** Bytes of the largest message: with a broker of 1 MiB it would take 20,000 claims to go beyond. */
const MOST = 8_192;

describe('a payment run that tells of more than one message holds', () => {
  let system: System;
  let life: SmallLife;
  let putBack: Awaited<ReturnType<System['backUp']>>;
  const run = async (...args: readonly string[]): Promise<Ran> =>
    ringvirkning([...args, '--lang', 'en'], {
      RINGVIRKNING_URL: system.url,
      RINGVIRKNING_TOKEN: await system.token('operator'),
    });
  const verified = (code: number, words: string): Promise<void> =>
    eventually(async () => {
      const { code: ended, out } = await run('verify');
      expect([ended, out]).toEqual([code, expect.stringContaining(words)]);
      expect(out).not.toContain('on their way');
    });
  const told = async (): Promise<{ size: number; claims: string[] }[]> =>
    (
      (await system.query('payments', `SELECT data FROM outbox WHERE subject LIKE '%payment-authorised%'`)) as {
        data: PaymentAuthorised;
      }[]
    ).map(({ data }) => ({
      size: JSON.stringify(data).length,
      claims: data.parts!.flatMap(({ came }) => came).sort(),
    }));
  const final = async (): Promise<string[]> =>
    (
      (await system.query('outcomes', `SELECT claim_id FROM claim WHERE status = 'final'`)) as { claim_id: string }[]
    ).map(({ claim_id }) => claim_id);

  beforeAll(async () => {
    system = await System.start({}, MOST);
    life = await begin(system.api, 'LARGE', 100);
    await claim(system.api, life, 0);
    await makeFinal(system.api, life, 0);
    await verified(0, 'Everything agrees.');
    putBack = await system.backUp();
  });
  afterAll(() => system?.stop());

  it('tells all of it at once, and every service says the same', async () => {
    await pay(system.api, life, 0);
    await verified(0, 'Everything agrees.');
    const [run, ...more] = await told();
    expect(more).toEqual([]);
    expect(run!.size).toBeGreaterThan(MOST);
    expect(run!.claims).toEqual((await final()).sort());
    const out = `SELECT count(*)::int AS n FROM authorised_run`;
    expect(await system.query('outcomes', out)).toEqual([{ n: 1 }]);
  });

  it('has all of it given back after a restore', async () => {
    const before = await told();
    await putBack(['payments']);
    await verified(1, 'payments: messaging.producer-restored');
    expect(await told()).toEqual([]);
    expect(await run('mend', 'payments')).toMatchObject({ code: 0 });
    expect(await told()).toEqual(before);
    await verified(1, 'payment-authorised, payments: DIFFERS');
  });
});
