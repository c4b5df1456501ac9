import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { keptSessions } from '../sign-in/ended-sessions.js';
import { isWrite, maintenanceIn, rememberedMaintenance, retryAfter } from './maintenance.js';

const NOW = Date.parse('2026-07-01T08:00:00Z');
const SINCE = '2026-07-01T08:00:00Z';

describe('while an instance is being worked on', () => {
  it.each<[method: string, path: string, isOne: boolean]>([
    ['GET', '/api/payments/runs/1', false],
    ['HEAD', '/api/payments/runs/1', false],
    ['POST', '/api/payments/contracts/1/runs', true],
    ['PUT', '/api/outcomes/x', true],
    ['DELETE', '/api/outcomes/x', true],
    ['POST', '/api/contracts/search', false],
    ['POST', '/api/contracts/simulations', false],
    ['PUT', '/api/contracts/search', true],
    ['DELETE', '/api/outcomes/x/preview', true],
    ['POST', '/api/contracts/search/of-something', true],
    ['POST', '/api/payments/operations/dead-letters/1/retry', false],
    ['POST', '/api/payments/operationsless', true],
  ])('%s %s is a write: %s', (method, path, isOne) => expect(isWrite(method, path)).toBe(isOne));

  it.each<[until: string | null, seconds: number]>([
    [null, 60],
    ['2026-07-01T08:10:00Z', 600],
    ['2026-07-01T07:00:00Z', 5],
  ])('a write is worth trying again, until %s, after %s s', (until, seconds) =>
    expect(retryAfter({ since: SINCE, until }, NOW)).toBe(seconds),
  );

  it('all gateways that share a folder know it, until one is told that it is over; who signs out meanwhile does not end it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rv-maintenance-'));
    const [one, other] = [maintenanceIn(folder), maintenanceIn(folder)];
    expect(await other.read()).toBeUndefined();
    await one.begin({ since: SINCE, until: null });
    // Everything of before is old to it.
    await keptSessions(folder, -1).add('somebody');
    expect(await other.read()).toEqual({ since: SINCE, until: null });
    await other.end();
    await other.end();
    expect(await one.read()).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it.each(['', '{"since":', '{}'])(
    'what is known of it may be damaged (%p): nobody writes until one is told that it is over',
    async (text) => {
      const folder = mkdtempSync(join(tmpdir(), 'rv-maintenance-'));
      const state = maintenanceIn(folder);
      writeFileSync(join(folder, 'maintenance.json'), text);
      expect(await state.read()).toEqual({ since: expect.any(String), until: null });
      await state.end();
      expect(await state.read()).toBeUndefined();
      rmSync(folder, { recursive: true });
    },
  );

  it('a gateway without such a folder knows its own', async () => {
    const own = rememberedMaintenance();
    await own.begin({ since: SINCE, until: null });
    expect(await own.read()).toEqual({ since: SINCE, until: null });
    await own.end();
    expect(await own.read()).toBeUndefined();
  });
});
