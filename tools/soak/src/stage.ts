import type { Region, Town } from '@ringvirkning/region';
import { random, type Random } from '@ringvirkning/seed';
import type { Founded, TownName } from './founding.js';
import { comeToRest, type Expected } from './rest.js';
import { Traffic } from './traffic.js';

/** One thing that goes wrong, while the towns exchange. Afterwards everything must come to rest in one state. */
export interface Scenario {
  readonly name: string;
  /** What holds, whatever the seed. */
  readonly rule: string;
  readonly run: (stage: Stage) => Promise<void>;
  /** Played by every `npm test`. */
  readonly isShort?: boolean;
  /** Leaves nothing for others to go on with. */
  readonly isLast?: boolean;
}

/** A region with what happens in it as a seed says, and what is to be found in the end. */
export class Stage implements Expected {
  readonly random: Random;
  readonly traffic: Traffic;
  readonly aside = new Map<string, string[]>();
  readonly mayEnd = new Set<string>();
  readonly excluded = new Set<string>();
  readonly region: Region;
  /** Id of the agreement that may end. */
  readonly ending: string;

  constructor({ region, ending }: Founded, seed: number) {
    this.region = region;
    this.ending = ending;
    this.random = random(seed);
    this.traffic = new Traffic(region, this.random);
  }

  /** Aarhus or Herning, by chance. */
  one(): Town {
    return this.region.town(this.random.between(0, 1) === 0 ? 'aarhus' : 'herning');
  }
  /** A town will put a text aside. */
  willPutAside(town: TownName, ...reasons: readonly string[]): void {
    this.aside.set(town, [...(this.aside.get(town) ?? []), ...reasons]);
  }
  needNotBeBooked(ids: readonly string[]): void {
    ids.forEach((id) => this.mayEnd.add(id));
  }
  isExcluded(town: TownName): void {
    this.excluded.add(town);
  }

  async play({ run }: Scenario): Promise<void> {
    await run(this);
    // What is said once all is well arrives too.
    for (const flow of [
      ['aarhus', 'herning'],
      ['herning', 'aarhus'],
    ] as const)
      await this.traffic.give(flow, 2);
    await this.rest();
  }
  rest(): Promise<void> {
    return comeToRest(this.region, this.traffic, this);
  }
}
