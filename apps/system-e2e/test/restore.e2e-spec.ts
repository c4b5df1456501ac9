import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import { activateAarhus, enrol } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { ringvirkning, type Ran } from './support/command.js';
import { begin, claim, makeFinal, pay, type SmallLife } from './support/small-life.js';
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
    eventually(
      async () => {
        const ran = await run('verify');
        if (ran.code !== code) throw new Error(`ended with ${ran.code}: ${ran.err}\n${ran.out}`);
        for (const word of words) expect(ran.out).toContain(word);
        if (code === 0) expect(ran.out).not.toContain('on their way');
        return ran;
        // Each look is a process, and compares everything.
      },
      { interval: 1_000 },
    );
  const facts = async (): Promise<unknown> =>
    Promise.all([
      system.query('contracts', 'SELECT contract_id, ref, status, version, activated_on FROM contract ORDER BY 1'),
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

  describe('to before a contract that the others know', () => {
    let since: SmallLife;
    let before: unknown;
    let toNewer: typeof putBack;
    beforeAll(async () => {
      since = await begin(system.api, 'SINCE');
      await claim(system.api, since, 0);
      await makeFinal(system.api, since, 0);
      await pay(system.api, since, 0);
      await verified(0, 'Everything agrees.');
      before = await facts();
      toNewer = await system.backUp();
    });
    /** What was lost is not to be made again, but there is a backup that has it. */
    const isWholeFromNewer = async (service: Service): Promise<void> => {
      await toNewer([service]);
      await verified(1, `${service}: messaging.producer-restored`);
      expect(await run('mend', service)).toMatchObject({ code: 0 });
      await isWhole(service);
    };
    const isWhole = async (service: Service): Promise<void> => {
      system.putCheckpointAway(service);
      await verified(0, 'Everything agrees.');
      expect(await facts()).toEqual(before);
    };
    /** What comes after the fork is sent again when its consumers have said nothing new for some seconds; until then nobody else knows of the log's new life. */
    const isHeard = async (service: Service): Promise<void> => {
      const told = await system.query(service, 'SELECT subject, epoch FROM outbox_head WHERE last_seq > fork');
      expect(told).not.toEqual([]);
      await eventually(async () => {
        for (const { subject, epoch } of told as readonly { subject: string; epoch: number }[])
          for (const other of SERVICES)
            for (const inbox of await system.query(other, `SELECT epoch FROM inbox WHERE subject = '${subject}'`))
              expect(inbox).toEqual({ epoch });
      });
    };
    const isNamed = async (service: Service, told: string): Promise<void> => {
      await putBack([service]);
      await verified(1, `${service}: log-cut`, `${service}: messaging.producer-restored`);
      expect(await run('mend', service)).toMatchObject({ code: 0, err: '' });
      await isHeard(service);
      await verified(1, `${told}, ${service}: DIFFERS`, 'held: 0');
    };

    it('has it again when it is drafted, signed and appropriated for again: contracts', async () => {
      await isNamed('contracts', 'contract-activated');
      expect(await activateAarhus(system.api, 'SINCE')).toBe(since.contractId);
      await isWhole('contracts');
    });

    it('makes nothing final a second time, and is whole from a newer backup: outcomes', async () => {
      await isNamed('outcomes', 'outcomes-finalised');
      const enrolled = await enrol(system.api, since.contractId, since.ref, since.people);
      await claim(system.api, { ...since, enrolled }, 0);
      await expect(makeFinal(system.api, since, 0)).rejects.toThrow('outcomes.claims-lost');
      expect(await facts()).toEqual(before);
      await isWholeFromNewer('outcomes');
    });

    it('pays nothing a second time, and is whole from a newer backup: payments', async () => {
      await isNamed('payments', 'payment-authorised');
      await expect(pay(system.api, since, 0)).rejects.toThrow('payments.run-lost');
      await isWholeFromNewer('payments');
    });

    it('catches up by itself: benefits', async () => {
      await putBack(['benefits']);
      await verified(1, 'benefits: log-cut');
      await isWhole('benefits');
    });

    it('goes on with it then', async () => {
      await claim(system.api, since, 1);
      await makeFinal(system.api, since, 1);
      await pay(system.api, since, 1);
      await verified(0, 'Everything agrees.');
    });
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
