import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Clock, Instant } from '@ringvirkning/kernel';
import { defineEvent } from '@ringvirkning/message';
import { z } from 'zod';
import { CrossCheck } from './cross-check.js';
import type { Compared, Holdings, OneContract } from './holdings.js';

const event = defineEvent({ subject: 'evt.outcomes.outcomes-finalised.v1', data: z.object({}) });
const clock: Clock = { now: () => '2026-03-01T12:00:00.000Z' as Instant };
const sums = (contractId: string, count: number) =>
  count === 0 ? [] : [{ contractId, count, digest: String(count).repeat(64).slice(0, 64) }];
const AGREES: Compared = { contracts: 1, differing: [] };

/** Payments, which was told by outcomes of so many things in each contract. */
class World {
  readonly held = new Map([
    ['a', 7],
    ['b', 2],
  ]);
  readonly told = new Map(this.held);
  books = AGREES;
  silent = false;
  readonly asked: string[] = [];
  readonly check: CrossCheck;

  constructor(everyMs = 1) {
    this.check = new CrossCheck({
      ...{ service: 'payments', clock, everyMs },
      reconciliation: {
        consumed: [event],
        contracts: () => Promise.resolve([...this.held.keys()]),
        holdings: (contractId = '') => Promise.resolve(this.holdings(contractId)),
      },
      producers: {
        contracts: () => this.answer([...this.told.keys()]),
        told: (producer, subject, { contractId, upto }: OneContract) => {
          this.asked.push(`${producer} ${subject} ${contractId} ${upto}`);
          const last = { subject, upto: 9, epoch: 1, fork: 0 };
          return this.answer({ last, sums: sums(contractId, this.told.get(contractId) ?? 0) });
        },
      },
    });
  }

  private answer<T>(answer: T): Promise<T> {
    return this.silent ? Promise.reject(new Error('no responders')) : Promise.resolve(answer);
  }

  private holdings(contractId: string): Holdings {
    const held = { subject: event.subject, upto: 9, epoch: 1, members: ['claimId'], aside: [] };
    return {
      told: [],
      held: [{ ...held, sums: sums(contractId, this.held.get(contractId) ?? 0) }],
      own: [{ kind: 'accruals', ...this.books }],
    };
  }

  /** A round when the rest after the one before is over. */
  async round(): Promise<void> {
    while ((await this.keys()).length === 0) await new Promise(setImmediate);
    for (const key of this.due) await this.check.run(key);
  }
  private due: readonly string[] = [];
  private async keys(): Promise<readonly string[]> {
    return (this.due = await this.check.due());
  }

  get found() {
    return this.check.report.findings.map(({ level, kind, told, state, contractId }) =>
      [level, kind, told, state, contractId].join(' '),
    );
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

describe('a service compares by the clock', () => {
  it('each contract with what its producer told, and says when all had been looked at', async () => {
    expect(world.check.report.checkedAt).toBeNull();
    await world.round();
    expect(world.check.report).toEqual({ checkedAt: clock.now(), contracts: 2, findings: [], silent: [] });
    expect(world.asked).toEqual(['a', 'b'].map((id) => `outcomes ${event.subject} ${id} 9`));
  });

  it('what differs is amber when it is seen, red when it is seen again, and heals', async () => {
    await world.round();
    world.held.set('a', 6);
    await world.round();
    expect(world.found).toEqual(['amber outcomes-finalised outcomes differs a']);
    await world.round();
    expect(world.found).toEqual(['red outcomes-finalised outcomes differs a']);
    world.held.set('a', 7);
    await world.round();
    expect(world.found).toEqual([]);
  });

  it.each([
    ['the holder has and the teller does not know', 'held'],
    ['the teller told of and the holder has not', 'told'],
  ] as const)('finds a contract that %s', async (_, side) => {
    world[side].set('c', 1);
    await world.round();
    expect(world.found).toEqual(['amber outcomes-finalised outcomes differs c']);
  });

  it('its own books in themselves', async () => {
    world.books = { contracts: 1, differing: [{ contractId: 'b', told: 2, held: 1, aside: 0 }] };
    await world.round();
    expect(world.found).toContain('amber accruals payments differs b');
  });

  it('nothing with a producer that is silent; then all has not been looked at, and what was found stays', async () => {
    world.held.set('a', 6);
    await world.round();
    world.silent = true;
    world.asked.length = 0;
    await world.round();
    await world.round();
    expect(world.found).toEqual(['amber outcomes-finalised outcomes differs a']);
    world.silent = false;
    await world.round();
    expect(world.found).toEqual(['red outcomes-finalised outcomes differs a']);
  });

  it('asks one that is silent once in a round, not once for each contract', async () => {
    await world.round();
    world.silent = true;
    world.asked.length = 0;
    await world.round();
    expect(world.asked).toEqual([]);
    expect(world.check.report.silent).toEqual([]);
  });

  it('rests after a round', async () => {
    const patient = new World(60_000);
    await patient.round();
    expect(await patient.check.due()).toEqual([]);
  });
});
