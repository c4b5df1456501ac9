import { KeyStore, partnershipService } from '@ringvirkning/app-partnership';
import { instant, type Clock } from '@ringvirkning/kernel';
import { sign, textOf } from '@ringvirkning/partnership-domain';
import { Outbox } from '@ringvirkning/outbox';
import { asSystem, Database } from '@ringvirkning/persistence';
import { startService, type RunningService } from '@ringvirkning/service';
import { giverOf, type Giver, type Kind, type Noted } from './post.js';
import { give, standIn } from './stand-in.js';

export type Hosted = 'partnership' | Giver;
export type Environments = ReadonlyMap<Hosted, Readonly<Record<string, string>>>;
/** What the process of one municipality is asked for; it answers each with the same `call`. */
export type Order =
  | {
      readonly what: 'start';
      readonly environments: readonly (readonly [Hosted, Readonly<Record<string, string>>])[];
      readonly clockIsOffMs: number;
    }
  | { readonly what: 'give'; readonly to: string; readonly kind: Kind; readonly ids: readonly string[] }
  /** Waits until so many of what this process gave have their outcome; answers how many of them are not booked. */
  | { readonly what: 'settled'; readonly count: number }
  /** A message once more, signed with the member's key at another moment: what a thief of the key can do. */
  | { readonly what: 'sign'; readonly message: object; readonly at: string }
  | { readonly what: 'cpu' }
  | { readonly what: 'stop' };
export interface Called {
  readonly call: number;
  readonly order: Order;
}

/** Messages given in one transaction at most. */
const AT_ONCE = 500;

const services = new Map<Hosted, RunningService>();
const settled = new Map<string, string | null>();
let awaited: { readonly count: number; readonly reached: () => void } | undefined;

function hear(noted: readonly Noted[]): void {
  for (const { id, outcome } of noted) settled.set(id, outcome);
  if (awaited && settled.size >= awaited.count) awaited.reached();
}

async function start({ environments, clockIsOffMs }: Extract<Order, { what: 'start' }>): Promise<string> {
  const clock: Clock = { now: () => instant(new Date(Date.now() + clockIsOffMs).toISOString()) };
  for (const [name, environment] of environments) {
    const definition = name === 'partnership' ? partnershipService : standIn(name, hear);
    services.set(name, await startService(definition, environment, { clock }));
  }
  return services.get('partnership')!.url;
}

async function giveAll({ to, kind, ids }: Extract<Order, { what: 'give' }>): Promise<void> {
  const giver = giverOf(kind);
  const { app } = services.get(giver)!;
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await asSystem('region', () =>
      app
        .get(Database)
        .transaction((tx) => give(tx, app.get(Outbox), giver, to, kind, ids.slice(from, from + AT_ONCE))),
    );
}

async function reached(count: number): Promise<number> {
  if (settled.size < count) await new Promise<void>((resolve) => (awaited = { count, reached: resolve }));
  awaited = undefined;
  return [...settled.values()].filter((outcome) => outcome !== 'booked').length;
}

async function signed({ message, at }: Extract<Order, { what: 'sign' }>): Promise<string> {
  const { app } = services.get('partnership')!;
  const keys = await asSystem('region', () => app.get(Database).read((tx) => app.get(KeyStore).all(tx)));
  return textOf(sign({ ...message, at, signature: undefined }, [...keys.values()].at(-1)!));
}

async function done(order: Order): Promise<unknown> {
  switch (order.what) {
    case 'start':
      return start(order);
    case 'give':
      return giveAll(order);
    case 'settled':
      return reached(order.count);
    case 'sign':
      return signed(order);
    case 'cpu':
      return process.cpuUsage();
    case 'stop':
      for (const service of services.values()) await service.stop();
      return undefined;
  }
}

process.on('message', ({ call, order }: Called) => {
  void done(order).then(
    (result) => process.send?.({ call, result }),
    (error: unknown) => process.send?.({ call, error: String(error) }),
  );
});
// A parent that is gone wants nothing more.
process.on('disconnect', () => process.exit(1));
