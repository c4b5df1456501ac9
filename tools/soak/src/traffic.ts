import { setTimeout as delay } from 'node:timers/promises';
import type { Kind, Region } from '@ringvirkning/region';
import type { Random } from '@ringvirkning/seed';
import { LASTING, type TownName } from './founding.js';

/** Between whom, and what. */
export type Flow = readonly [from: TownName, to: TownName, kind?: Kind];
const BOTH_WAYS: readonly Flow[] = [
  ['aarhus', 'herning'],
  ['herning', 'aarhus'],
];

/** What the towns have to say to each other meanwhile, as a seed says. */
export class Traffic {
  /** Every message that a town was ever asked to give, also one whose giving nobody has heard the end of. */
  readonly known = new Set<string>();
  private numbered = 0;

  constructor(
    private readonly region: Region,
    private readonly random: Random,
  ) {}

  /** So many messages in one transaction. A town that does not run, or ends meanwhile, gives none, or all. @returns their ids. */
  async give([from, to, kind = LASTING]: Flow, count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => `${from}-${(this.numbered += 1)}`);
    ids.forEach((id) => this.known.add(id));
    await this.region
      .town(from)
      .give(to, kind, ids)
      .catch(() => undefined);
    return ids;
  }

  /** Goes on both ways until something else is done. */
  async during<T>(work: Promise<T>, flows: readonly Flow[] = BOTH_WAYS): Promise<T> {
    let isDone = false;
    const marked = work.finally(() => (isDone = true));
    marked.catch(() => undefined);
    do {
      for (const flow of flows) await this.give(flow, this.random.between(1, 8));
      await delay(this.random.between(0, 120));
    } while (!isDone);
    return marked;
  }

  /** A moment by chance. */
  pause = (from: number, to: number): Promise<void> => delay(this.random.between(from, to));
}
