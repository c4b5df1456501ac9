import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningInstance } from '@ringvirkning/embedded';
import { operate } from '../src/operate/operate.js';
import { operated, type Ran } from './run.js';
import { Visitor } from './visitor.js';

describe('an instance that is being worked on', () => {
  let instance: RunningInstance;
  let controller: Visitor;
  beforeAll(async () => {
    instance = await RunningInstance.start([]);
    controller = new Visitor(instance.overview.url);
    await controller.signIn('controller');
  });
  afterAll(() => instance?.stop());

  const maintenance = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    operated(operate, ['maintenance', ...args, '--lang', 'en'], { RINGVIRKNING_DATA: instance.data, ...env });
  const writing = (): Promise<Response> =>
    controller.post('/api/outcomes/due/reminder', { every: 'weekly', language: 'da' });
  const shown = async (): Promise<unknown> =>
    ((await (await controller.get('/api/portal-config')).json()) as { maintenance: unknown }).maintenance;

  it('is written in before', async () => {
    expect((await writing()).status).toBe(201);
    expect(await shown()).toBeNull();
    expect(await maintenance(['status'])).toMatchObject({ code: 0, out: 'Everybody can write.\n' });
  });

  it('is read and not written in, and whoever tries is told why, and when to try again', async () => {
    const { code, out } = await maintenance(['on', '--minutes', '30']);
    expect([code, out]).toEqual([0, expect.stringContaining('nothing written')]);
    const refused = await writing();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_700);
    expect(await refused.json()).toMatchObject({
      code: 'gateway.maintenance',
      da: expect.any(String),
      en: expect.any(String),
    });
    for (const path of ['/api/contracts', '/api/outcomes/due', '/api/payments/work-list', '/auth/me'])
      expect([path, (await controller.get(path)).status]).toEqual([path, 200]);
    expect((await controller.post('/api/contracts/search', { q: 'aarhus' })).status).not.toBe(503);
    expect(await shown()).toMatchObject({ since: expect.any(String), until: expect.any(String) });
    const other = new Visitor(instance.overview.url);
    await other.signIn('case-worker');
  });

  it('stays so when its programs are killed and started again', async () => {
    instance.kill('services');
    const end = Date.now() + 60_000;
    for (let answered = 0; answered !== 503 || (await controller.get('/auth/me')).status !== 200;) {
      if (Date.now() > end) throw new Error('it does not come back');
      answered = await writing().then(
        ({ status }) => status,
        () => 0,
      );
    }
    expect((await (await writing()).json()) as object).toMatchObject({ code: 'gateway.maintenance' });
  });

  it('is told by operators alone, to the one who asks too', async () => {
    for (const [who, args] of [
      ['controller', ['off']],
      ['controller', ['on']],
      ['case-worker', ['status']],
    ] as const)
      expect(await maintenance([...args], { OIDC_SCOPE: `user:${who}` })).toMatchObject({
        code: 2,
        err: expect.stringContaining('403'),
      });
    expect((await controller.get('/api/operations/maintenance')).status).toBe(401);
    expect((await maintenance(['on', '--minutes', 'soon'])).code).toBe(2);
    const told = JSON.parse((await maintenance(['status', '--json'])).out) as { maintenance: { since: string } };
    const { since } = told.maintenance;
    // Said again it changes when it is over, and not since when it is.
    const again = JSON.parse((await maintenance(['on', '--json'])).out) as { maintenance: object };
    expect(again.maintenance).toEqual({ since, until: null });
  });

  it('is written in again afterwards', async () => {
    expect(await maintenance(['off'])).toMatchObject({ code: 0, out: 'Everybody can write.\n' });
    expect((await writing()).status).toBe(201);
    expect(await shown()).toBeNull();
  });
});
