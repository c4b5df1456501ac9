import { KeyStore, partnershipService } from '@ringvirkning/app-partnership';
import { instant, type Clock } from '@ringvirkning/kernel';
import { sign, textOf } from '@ringvirkning/partnership-domain';
import { Outbox } from '@ringvirkning/outbox';
import { asSystem, Database } from '@ringvirkning/persistence';
import { startService, type RunningService } from '@ringvirkning/service';
import { give, standIn, type Kind } from './stand-in.js';

export type Hosted = 'partnership' | 'contracts';
export type Environments = Readonly<Record<Hosted, Readonly<Record<string, string>>>>;
/** What the process of one municipality is asked for; it answers each with the same `call`. */
export type Order =
  | { readonly what: 'start'; readonly environments: Environments; readonly clockIsOffMs: number }
  | { readonly what: 'give'; readonly to: string; readonly kind: Kind; readonly ids: readonly string[] }
  /** A message once more, signed with the member's key at another moment: what a thief of the key can do. */
  | { readonly what: 'sign'; readonly message: object; readonly at: string }
  | { readonly what: 'stop' };
export interface Called {
  readonly call: number;
  readonly order: Order;
}

const services: RunningService[] = [];

async function start(environments: Environments, clockIsOffMs: number): Promise<string> {
  const clock: Clock = { now: () => instant(new Date(Date.now() + clockIsOffMs).toISOString()) };
  services.push(await startService(partnershipService, environments.partnership, { clock }));
  services.push(await startService(standIn, environments.contracts, { clock }));
  return services[0]!.url;
}

async function signed(message: object, at: string): Promise<string> {
  const { app } = services[0]!;
  const keys = await asSystem('soak', () => app.get(Database).read((tx) => app.get(KeyStore).all(tx)));
  return textOf(sign({ ...message, at, signature: undefined }, [...keys.values()].at(-1)!));
}

async function done(order: Order): Promise<unknown> {
  switch (order.what) {
    case 'start':
      return start(order.environments, order.clockIsOffMs);
    case 'give': {
      const { app } = services[1]!;
      return asSystem('soak', () =>
        app.get(Database).transaction((tx) => give(tx, app.get(Outbox), order.to, order.kind, order.ids)),
      );
    }
    case 'sign':
      return signed(order.message, order.at);
    case 'stop':
      for (const service of services) await service.stop();
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
