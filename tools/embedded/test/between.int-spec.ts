import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { natsKeyFile, type RunningHub } from '@ringvirkning/embedded';
import { carrierOf, NotCarried, type Carrier } from '@ringvirkning/partnership-carrier';
import { eventually } from '@ringvirkning/testing';
import { beGuest, bringUpHub } from '../src/start/between.js';
import type { Stops } from '../src/start/bring-up.js';
import { takeDataFolder } from '../src/start/data-folder.js';

Logger.overrideLogger(false);

const root = mkdtempSync(join(tmpdir(), 'between-'));
const folder = takeDataFolder(join(root, 'data'));
const keyOf = (name: string) => natsKeyFile(join(root, `${name}.nk`));
const memberOf = (name: string) => ({ name, publicKey: keyOf(name).publicKey });
const stops: Stops = [];
let hub: () => RunningHub;
const carrierFor = (member: string): Carrier => {
  const carrier = carrierOf({ PARTNERSHIP_CARRIER: hub().url, PARTNERSHIP_NKEY_SEED: keyOf(member).seed }, member);
  stops.push(() => carrier.close());
  return carrier;
};

beforeAll(async () => {
  const observer = { say: () => undefined, restarted: () => undefined };
  hub = await bringUpHub(folder, ['aarhus', 'herning'].map(memberOf), stops, observer);
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  folder.release();
  rmSync(root, { recursive: true });
});

describe('an instance beside a start that runs', () => {
  it('is told when there is no hub to reach', () =>
    expect(() => beGuest(folder.path, memberOf('viborg'))).toThrow('No Ringvirkning with a hub'));

  it('is let in while the others go on, and is out when its file is gone, whatever line it has', async () => {
    const aarhus = carrierFor('aarhus');
    await eventually(() => aarhus.carry('herning', ['1']));
    folder.announce({ hub: { lineUrl: hub().lineUrl } });
    expect(beGuest(folder.path, memberOf('viborg'))).toBe(hub().lineUrl);
    await eventually(() => aarhus.carry('viborg', ['welcome']));
    const viborg = carrierFor('viborg');
    await eventually(() => viborg.carry('aarhus', ['thanks']));
    const file = join(folder.guests, 'viborg.nkey');
    expect(existsSync(file)).toBe(true);
    rmSync(file);
    await eventually(() => expect(viborg.carry('aarhus', ['still?'])).rejects.toThrow(NotCarried));
    await eventually(() => aarhus.carry('herning', ['2']));
    await expect(viborg.carry('aarhus', ['once more'])).rejects.toThrow(NotCarried);
  });
});
