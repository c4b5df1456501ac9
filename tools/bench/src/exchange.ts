import { randomUUID } from 'node:crypto';
import { agree, Region, type Kind } from '@ringvirkning/region';
import { bareExchange } from './bare-exchange.js';
import { memoryOf } from './memory.js';
import { percentile, timed, type Figure } from './statistics.js';

/** How many messages each figure is about. */
const COUNTS = { warmUp: 3_000, lone: 300, many: 10_000, backlog: 100_000 };

const SENT: Kind = 'payment-due-claimed/1';

const idsOf = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** Post between two municipalities: from the service that gives it to that same service hearing that it is booked there, receipted and proven. */
export async function exchange(postgresUrl: string, counts = COUNTS): Promise<Figure[]> {
  const region = await Region.start({
    ...{ superUrl: postgresUrl, towns: ['aarhus', 'herning'], givers: ['contracts', 'payments'] },
    logLevel: 'error',
  });
  try {
    const [from, to] = [region.town('aarhus'), region.town('herning')];
    await agree(from, to, SENT);
    let given = 0;
    const give = async (count: number): Promise<void> => {
      given += count;
      await from.give(to.id, SENT, idsOf(count));
    };
    const settled = () => from.settled(given);
    await give(counts.warmUp);
    await settled();

    const lone: number[] = [];
    for (let i = 0; i < counts.lone; i += 1) lone.push(await timed(() => give(1).then(settled)));

    const places = await Promise.all([from, to].map((town) => town.lastPlace()));
    const cpu = async () => (await from.cpu()) + (await to.cpu());
    const before = await cpu();
    const took = await timed(() => give(counts.many).then(settled));
    process.stdout.write(`cpu ${((1000 * ((await cpu()) - before)) / counts.many).toFixed(0)} µs of both processes\n`);

    const stored = await Promise.all([from, to].map((town, side) => town.factsAfter(places[side]!)));
    const bare = await bareExchange(postgresUrl, stored);

    await region.killHub();
    await give(counts.backlog);
    const memory = [from, to].map(({ pid }) => memoryOf(pid));
    await region.startHub();
    const caughtUp = await timed(settled);
    const most = Math.max(...memory.map((one) => one.taken()));

    await region.killHub();
    await give(1);
    await region.startHub();
    const resumed = await timed(settled);
    return [
      figure(`${counts.many} messages, booked and receipted`, (counts.many / took) * 1000, '/s', 2_000, 'higher'),
      figure(
        'the same, in the speed of signing, proving and writing down their texts alone',
        bare / took,
        '× bare',
        0.5,
        'higher',
      ),
      figure('one lone message, p50', percentile(lone, 0.5), 'ms', 300, 'lower'),
      figure(`one lone message, p99 of ${counts.lone}`, percentile(lone, 0.99), 'ms', 300, 'lower'),
      figure(`${counts.backlog} messages after a cut`, (counts.backlog / caughtUp) * 1000, '/s', 2_000, 'higher'),
      figure('memory that they took, of the larger process', most, 'MB', 150, 'lower'),
      figure('from the return of the hub to the next receipt', resumed / 1000, 's', 3, 'lower'),
    ];
  } finally {
    await region.stop();
  }
}

const figure = (name: string, value: number, unit: string, bar: number, better: Figure['better']): Figure => ({
  ...{ name: `exchange: ${name}`, value, unit, bar, better },
});
