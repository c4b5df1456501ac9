import { deepStrictEqual, ok } from 'node:assert/strict';
import { agreementStatus, charter, statusOf, type Town } from '@ringvirkning/region';
import { eventually } from '@ringvirkning/testing';
import { attacks } from './attacks.js';
import { ENDING } from './founding.js';
import type { Scenario, Stage } from './stage.js';

const HOUR_MS = 3_600_000;

async function cutAndMended({ region, traffic, random }: Stage): Promise<void> {
  const towns: Town[] = random.shuffled([region.town('aarhus'), region.town('herning')]);
  const cut = towns.slice(0, random.between(1, 2));
  const work = async (): Promise<void> => {
    cut.forEach((town) => town.line.cut());
    await traffic.pause(1_000, 3_000);
    cut.forEach((town) => town.line.mend());
  };
  await traffic.during(work());
}

async function flapping(stage: Stage): Promise<void> {
  const { traffic, random } = stage;
  const { line } = stage.one();
  const work = async (): Promise<void> => {
    for (let times = random.between(4, 8); times > 0; times -= 1) {
      line.cut();
      await traffic.pause(20, 400);
      line.mend();
      await traffic.pause(50, 1_500);
    }
  };
  await traffic.during(work());
}

async function hubKilled({ region, traffic }: Stage): Promise<void> {
  const work = async (): Promise<void> => {
    await traffic.pause(0, 500);
    await region.killHub();
    await traffic.pause(0, 1_500);
    await region.startHub();
  };
  await traffic.during(work());
}

/** What lies at the hub for one that is cut off is lost. */
async function hubWiped({ region, traffic }: Stage): Promise<void> {
  const { line } = region.town('herning');
  const work = async (): Promise<void> => {
    line.cut();
    await traffic.pause(300, 1_000);
    await region.killHub();
    await region.startHub({ isWiped: true });
    line.mend();
  };
  await traffic.during(work());
}

async function killed(stage: Stage): Promise<void> {
  const { traffic, random } = stage;
  const work = async (): Promise<void> => {
    for (let left = random.between(2, 4); left > 0; left -= 1) {
      const town = stage.one();
      await traffic.pause(0, 600);
      await town.kill();
      await traffic.pause(0, 300);
      await town.start();
    }
  };
  await traffic.during(work());
}

async function restored(stage: Stage): Promise<void> {
  const { traffic } = stage;
  const restore = await stage.one().backup();
  await traffic.during(traffic.pause(300, 900));
  await stage.rest();
  await traffic.during(restore());
}

/** One is ahead and the other behind; killed as they are, their clocks are put right. */
async function clocksOff({ region, traffic }: Stage): Promise<void> {
  const [aarhus, herning] = [region.town('aarhus'), region.town('herning')];
  const set = async (town: Town, hours: number): Promise<void> => {
    await town.kill();
    town.clockIsOffMs = hours * HOUR_MS;
    await town.start();
  };
  await traffic.during(Promise.all([set(aarhus, 1), set(herning, -1)]));
  await traffic.during(traffic.pause(300, 600));
  await traffic.during(Promise.all([set(aarhus, 0), set(herning, 0)]));
}

async function agreementEnds(stage: Stage): Promise<void> {
  const { region, traffic, ending } = stage;
  const by = stage.one();
  const before = traffic.known.size;
  const work = async (): Promise<void> => {
    await traffic.pause(200, 500);
    await by.http('POST', `/agreements/${ending}/ending`, { reason: 'Prøve' });
    await traffic.pause(200, 500);
  };
  await traffic.during(work(), [
    ['aarhus', 'herning', ENDING],
    ['herning', 'aarhus', ENDING],
  ]);
  stage.needNotBeBooked([...traffic.known].slice(before));
  for (const town of [region.town('aarhus'), region.town('herning')])
    await eventually(async () => deepStrictEqual(await agreementStatus(town, ending), 'ended'));
}

const historyOf = async (town: Town): Promise<number> =>
  (await town.http<{ items: { number: number }[] }>('GET', '/history?limit=1')).items[0]!.number;

/** The others amend the charter while one is cut off, and the messages they give name a history that it has not heard. */
async function otherCharter({ region, traffic }: Stage): Promise<void> {
  const [aarhus, herning, odense] = [region.town('aarhus'), region.town('herning'), region.town('odense')];
  const before = await historyOf(herning);
  herning.line.cut();
  const work = async (): Promise<void> => {
    const draft = await aarhus.http('POST', '/statements/drafts', {
      ...{ what: 'amend', charter: { ...charter, purpose: `Prøve ${before}` } },
    });
    const signed = await odense.http('POST', '/statements/signatures', { text: draft['text'] });
    await aarhus.http('POST', '/statements', { text: signed['text'] });
    await eventually(async () => deepStrictEqual(await historyOf(odense), before + 1));
    await traffic.pause(100, 400);
  };
  await traffic.during(work());
  deepStrictEqual(await historyOf(herning), before);
  herning.line.mend();
  await eventually(async () => deepStrictEqual(await historyOf(herning), before + 1));
}

/** Odense is excluded while it sends, and goes on sending. */
async function excluded(stage: Stage): Promise<void> {
  const { region, traffic } = stage;
  const [aarhus, herning, odense] = [region.town('aarhus'), region.town('herning'), region.town('odense')];
  const work = async (): Promise<void> => {
    await traffic.pause(200, 500);
    const draft = await aarhus.http('POST', '/statements/drafts', {
      what: 'exclude',
      member: 'odense',
      reason: 'Prøve',
    });
    const { text } = await herning.http('POST', '/statements/signatures', { text: draft['text'] });
    stage.isExcluded('odense');
    await herning.http('POST', '/statements', { text });
    for (const town of [aarhus, herning])
      await eventually(async () => deepStrictEqual(await statusOf(town, 'odense'), 'excluded'));
  };
  await traffic.during(work(), [['odense', 'aarhus']]);
  // What was understood before is booked; nothing after it.
  await stage.rest();
  const before = await aarhus.noted('booked');
  await traffic.give(['odense', 'aarhus'], 3);
  await eventually(async () => deepStrictEqual(await statusOf(odense, 'odense'), 'excluded'));
  await traffic.during(traffic.pause(500, 900));
  const after = (await aarhus.noted('booked')).filter(({ peer }) => peer === 'odense');
  deepStrictEqual(after.length, before.filter(({ peer }) => peer === 'odense').length);
  ok(after.length > 0);
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'line-cut', rule: 'a line that is cut for a while delays, and loses nothing', run: cutAndMended },
  { name: 'line-flapping', rule: 'a line that comes and goes loses nothing', run: flapping },
  { name: 'hub-killed', rule: 'a hub that is killed and started again loses nothing', run: hubKilled },
  { name: 'hub-wiped', rule: 'what a hub loses with its store is said again', isShort: true, run: hubWiped },
  {
    name: 'killed',
    rule: 'a municipality killed at any moment has lost and repeated nothing',
    isShort: true,
    run: killed,
  },
  { name: 'restored', rule: 'a municipality restored from an older backup catches up', run: restored },
  {
    name: 'clocks-off',
    rule: 'clocks an hour ahead and behind change nothing, nor does putting them right',
    run: clocksOff,
  },
  {
    name: 'attacks',
    rule: 'what is replayed, reordered, forged, truncated or stolen has no effect',
    isShort: true,
    run: attacks,
  },
  {
    name: 'agreement-ends',
    rule: 'what is on its way when an agreement ends is booked or refused, and both know which',
    run: agreementEnds,
  },
  {
    name: 'other-charter',
    rule: 'who has an older charter hears the newer one before it judges',
    isShort: true,
    run: otherCharter,
  },
  {
    name: 'excluded',
    rule: 'nothing is taken from a member once it is excluded',
    isShort: true,
    run: excluded,
    isLast: true,
  },
];
