import { partnershipService } from '@ringvirkning/app-partnership';
import { Outbox } from '@ringvirkning/outbox';
import { messageQueuedBy } from '@ringvirkning/partnership-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { startService, type RunningService } from '@ringvirkning/service';
import { lettersTo, standIn } from './stand-in.js';

export type Environment = Readonly<Record<string, string>>;
export type Hosted = 'contracts' | 'payments' | 'partnership';
/** What the process of one instance is asked for; it answers each with the same `call`. */
export type Order =
  | { readonly what: 'start'; readonly environments: Readonly<Record<Hosted, Environment>> }
  | { readonly what: 'give'; readonly to: string; readonly ids: readonly string[] }
  | { readonly what: 'settled'; readonly count: number }
  | { readonly what: 'cpu' }
  | { readonly what: 'stop' };
export interface Called {
  readonly call: number;
  readonly order: Order;
}

/** Messages given in one transaction. */
const AT_ONCE = 500;

const services: RunningService[] = [];
const settled = new Map<string, string>();
let expected: { readonly count: number; readonly reached: () => void } | undefined;

const onSettled = (id: string, outcome: string): void => {
  settled.set(id, outcome);
  if (expected && settled.size >= expected.count) expected.reached();
};

async function start(environments: Readonly<Record<Hosted, Environment>>): Promise<string> {
  const definitions = [partnershipService, standIn('contracts', () => undefined), standIn('payments', onSettled)];
  for (const definition of definitions)
    services.push(await startService(definition, environments[definition.manifest.name as Hosted]));
  return services[0]!.url;
}

async function give(to: string, ids: readonly string[]): Promise<void> {
  const { app } = services[2]!;
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await asSystem('bench', () =>
      app
        .get(Database)
        .transaction((tx) =>
          app.get(Outbox).addAll(tx, messageQueuedBy('payments'), lettersTo(to, ids.slice(from, from + AT_ONCE))),
        ),
    );
}

/** Waits until so many in all have their outcome. @returns how many of them are not booked. */
async function reached(count: number): Promise<number> {
  if (settled.size < count)
    await new Promise<void>((resolve) => {
      expected = { count, reached: resolve };
    });
  expected = undefined;
  return [...settled.values()].filter((outcome) => outcome !== 'booked').length;
}

async function done(order: Order): Promise<unknown> {
  switch (order.what) {
    case 'start':
      return start(order.environments);
    case 'give':
      return give(order.to, order.ids);
    case 'settled':
      return reached(order.count);
    case 'cpu':
      return process.cpuUsage();
    case 'stop':
      for (const service of services) await service.stop();
  }
  return undefined;
}

process.on('message', ({ call, order }: Called) => {
  void done(order).then(
    (result) => process.send?.({ call, result }),
    (error: unknown) => process.send?.({ call, error: String(error) }),
  );
});
// A parent that is gone wants nothing more.
process.on('disconnect', () => process.exit(1));
