import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import { eventually } from '@ringvirkning/testing';
import { ringvirkning, type Ran } from './support/command.js';
import { begin, claim, makeFinal, pay, payAgain, type SmallLife } from './support/small-life.js';
import { System } from './support/system.js';

describe('a database that is put back to an older backup', () => {
  let system: System;
  let life: SmallLife;
  let putBack: (services: readonly Service[]) => Promise<void>;
  const run = async (...args: readonly string[]): Promise<Ran> =>
    ringvirkning([...args, '--lang', 'en'], {
      RINGVIRKNING_URL: system.url,
      RINGVIRKNING_TOKEN: await system.token('operator'),
    });
  const verified = (code: number, ...words: readonly string[]): Promise<Ran> =>
    eventually(async () => {
      const ran = await run('verify');
      if (ran.code !== code) throw new Error(`ended with ${ran.code}: ${ran.err}\n${ran.out}`);
      for (const word of words) expect(ran.out).toContain(word);
      if (code === 0) expect(ran.out).not.toContain('on their way');
      return ran;
    });
  const facts = async (): Promise<unknown> =>
    Promise.all([
      system.query('payments', 'SELECT claim_id, quantity FROM fact ORDER BY 1'),
      system.query('benefits', 'SELECT claim_id, quantity FROM outcome ORDER BY 1'),
      system.query('payments', 'SELECT account, sum(amount) FROM ledger_line GROUP BY 1 ORDER BY 1'),
    ]);

  beforeAll(async () => {
    system = await System.start();
    life = await begin(system.api, 'RESTORED');
    await claim(system.api, life, 0);
    await makeFinal(system.api, life, 0);
    await pay(system.api, life, 0);
    await claim(system.api, life, 1);
    await verified(0, 'Everything agrees.');
    putBack = await system.backUp();
  });
  afterAll(() => system?.stop());

  it('of a producer is named, healed by the command and the work of people, and nothing is lost or counted twice', async () => {
    await makeFinal(system.api, life, 1);
    await verified(0);
    const before = await facts();
    await putBack(['outcomes']);

    await verified(1, 'outcomes: log-cut', 'outcomes: messaging.producer-restored', 'database is older');
    const mended = await run('mend', 'outcomes');
    expect(mended).toMatchObject({ code: 0, err: '' });
    expect(mended.out).toContain('evt.outcomes.outcomes-finalised.v1');
    await verified(1, 'outcomes-finalised, outcomes: DIFFERS');

    await makeFinal(system.api, life, 1, { again: ':again' });
    system.putCheckpointAway('outcomes');
    await verified(0, 'Everything agrees.');
    expect(await facts()).toEqual(before);
  });

  it('of a consumer catches up by itself', async () => {
    const before = await facts();
    await putBack(['benefits']);
    await verified(1, 'benefits: log-cut');
    system.putCheckpointAway('benefits');
    await verified(0, 'Everything agrees.');
    expect(await facts()).toEqual(before);
  });

  it('of payments does not pay again what a lost run has paid', async () => {
    await pay(system.api, life, 1);
    await verified(0);
    await putBack(['payments']);
    await verified(1, 'payments: log-cut', 'payments: messaging.producer-restored');
    expect(await run('mend', 'payments')).toMatchObject({ code: 0 });
    await verified(1, 'payment-authorised, payments: DIFFERS (1 contract)', 'told: 2, held: 1');
    await expect(payAgain(system.api, life)).rejects.toThrow('payments.run-lost');
  });

  it('of every service, at the same moment, is named, and work goes on from there', async () => {
    await putBack(SERVICES);
    await verified(1, ...['outcomes', 'payments', 'benefits'].map((service) => `${service}: log-cut`));
    for (const service of SERVICES) {
      expect(await run('mend', service)).toMatchObject({ code: 0 });
      system.putCheckpointAway(service);
    }
    await makeFinal(system.api, life, 1, { again: ':after' });
    await pay(system.api, life, 1);
    await verified(0, 'Everything agrees.');
  });
});
