import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JobRunner } from '@ringvirkning/jobs';
import { instant, type Instant } from '@ringvirkning/kernel';
import { MailNotSent, type Mail, type MailCarrier } from '@ringvirkning/mail';
import type { Reminder } from '@ringvirkning/outcomes-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { eventually } from '@ringvirkning/testing';
import { LetterBox } from '../src/reminding/letter-box.js';
import { RemindJob } from '../src/reminding/remind.job.js';
import { PEOPLE, startWorld, type World } from './world.js';

const ORIGIN = 'https://ringvirkning.example';
/** A Wednesday at ten. */
const WEDNESDAY = instant('2025-06-11T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'mail-out-'));
let world: World;
let now: Instant = WEDNESDAY;
beforeAll(async () => {
  world = await startWorld(
    { now: () => now },
    {
      MAIL_URL: pathToFileURL(folder).href,
      MAIL_FROM: 'ringvirkning@aarhus.example',
      ORIGIN,
      REMIND_EVERY_MS: '3600000',
    },
  );
  now = instant('2025-06-01T08:00:00Z');
  const contractId = await world.contract();
  const participantId = await world.enrol(contractId, { referredOn: '2025-03-05', key: 'sag 7' });
  await world.claim(contractId, participantId, { on: '2025-03-06' });
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

const get = (name: 'job' | 'box') =>
  world.service.app.get<never>(name === 'job' ? RemindJob : LetterBox, { strict: false });
/** What the database holds of wishes, as the job sees it. */
const kept = (sql = 'SELECT * FROM reminder'): Promise<Record<string, unknown>[]> =>
  asSystem('outcomes.remind', () =>
    world.service.app.get(Database, { strict: false }).transaction((tx) => tx.query<Record<string, unknown>[]>(sql)),
  );
/** What a mail server would see; what goes wrong is said by the letter's receiver. */
class Carrier implements MailCarrier {
  readonly sent: Mail[] = [];
  away = false;
  killed = false;
  refuses = false;
  async ready(): Promise<void> {
    if (this.away) throw new MailNotSent('the mail server did not take it (ECONNREFUSED)');
  }
  async send(mail: Mail): Promise<'sent' | 'refused'> {
    await this.ready();
    if (this.refuses) return 'refused';
    this.sent.push(mail);
    // The process dies when the server has the letter and nobody has written that down.
    return this.killed ? new Promise(() => undefined) : 'sent';
  }
}
let carrier: Carrier;
beforeEach(async () => {
  now = WEDNESDAY;
  await kept('DELETE FROM reminder');
  carrier = new Carrier();
  Object.assign(get('box') as LetterBox, { open: { carrier, origin: ORIGIN } });
});
const remind = () => world.service.app.get(JobRunner, { strict: false }).runOnce();
const wish = async (who: string, every: string, language = 'da') =>
  (await world.post(who, '/due/reminder', { every, language })) as unknown as {
    status: number;
    body: Reminder & { code?: string };
  };
const seen = async (who: string) => (await world.get(who, '/due/reminder')).body as Reminder;
const report = () =>
  world.service.app.get(JobRunner, { strict: false }).reports.find(({ name }) => name === 'outcomes.remind')!;

describe('reminders by mail', () => {
  it('come to nobody who did not ask for them, and of them no address is kept', async () => {
    expect(await seen('fatima')).toEqual({
      every: 'never',
      language: 'da',
      address: 'fatima@st-basils.example',
      offered: true,
      refused: false,
    });
    await remind();
    expect([carrier.sent, await kept()]).toEqual([[], []]);
  });
  it('come at once to who asks for them, with how much is due to them and nobody named', async () => {
    expect((await wish('fatima', 'weekly')).body).toMatchObject({
      every: 'weekly',
      address: 'fatima@st-basils.example',
    });
    await wish('anna', 'daily', 'en');
    await remind();
    const [fatimas, annas] = ['fatima@st-basils.example', 'anna@aarhus.example'].map((to) =>
      carrier.sent.find((mail) => mail.to === to)!,
    );
    expect(fatimas!.subject).toBe('1 frist i Ringvirkning, heraf overskredet 1');
    expect(fatimas!.text).toContain('1 opfølgning skal indberettes, den første 5. juni 2025');
    expect(annas!.text).toContain('1 outcome waits for attestation');
    for (const { text, html, subject } of carrier.sent)
      expect(`${text}${html}${subject}`).not.toMatch(/sag 7|P-[0-9A-Z]|Fatima|anna/);
  });
  it('come once in a week or on a working day, however often it is looked', async () => {
    await wish('fatima', 'weekly');
    await wish('anna', 'daily');
    const count: Record<string, number> = {};
    for (const at of [
      '2025-06-11T08:00',
      '2025-06-11T09:00',
      '2025-06-12T04:59',
      '2025-06-12T05:00',
      '2025-06-14T09:00',
      '2025-06-16T05:00',
    ]) {
      now = instant(`${at}:00Z`);
      await remind();
      await remind();
      count[at] = carrier.sent.length;
    }
    expect(Object.values(count)).toEqual([2, 2, 2, 3, 3, 5]);
    expect(new Set(carrier.sent.map(({ id }) => id)).size).toBe(5);
  });
  it('stop when they are stopped, and the address is forgotten', async () => {
    await wish('fatima', 'daily');
    await remind();
    expect((await wish('fatima', 'never')).body.every).toBe('never');
    now = instant('2025-06-12T08:00:00Z');
    await remind();
    expect([carrier.sent.length, await kept()]).toEqual([1, []]);
  });
  it('go to the address of today, and count what the roles of today let one do', async () => {
    await wish('fatima', 'daily');
    await remind();
    const moved = { ...PEOPLE['fatima']!, organisation: 'another', claims: { email: 'fatima@another.example' } };
    await (await world.service.request(moved)).get('/api/outcomes/due/reminder');
    now = instant('2025-06-12T08:00:00Z');
    await remind();
    expect(carrier.sent).toHaveLength(1);
    expect(await kept('SELECT address, organisation FROM reminder')).toEqual([
      { address: 'fatima@another.example', organisation: 'another' },
    ]);
  });
  it('end for who has not been here for sixty days', async () => {
    await wish('fatima', 'daily');
    now = instant('2025-08-10T08:00:00Z');
    await remind();
    expect(await kept()).toHaveLength(1);
    now = instant('2025-08-11T08:00:00Z');
    await remind();
    expect(await kept()).toEqual([]);
  });
});

describe('a reminder that does not get through', () => {
  it('is told once for all on the page of operations while no server answers, without names, and comes later', async () => {
    await wish('fatima', 'daily');
    await wish('anna', 'daily');
    carrier.away = true;
    await remind();
    expect(report().failures).toMatchObject([
      { key: null, reason: 'the mail server did not take it (ECONNREFUSED)', attempts: 1 },
    ]);
    const operations = (await (await world.service.request('operator')).get('/api/outcomes/operations')).text;
    expect(operations).toContain('ECONNREFUSED');
    expect(operations).not.toMatch(/anna|fatima|@aarhus/);
    carrier.away = false;
    await remind();
    expect([carrier.sent.length, report().failures]).toEqual([2, []]);
  });
  it('is sent again as the same letter when the process was killed before it could write that it was sent', async () => {
    await wish('fatima', 'daily');
    carrier.killed = true;
    const [row] = await kept('SELECT reminder_id FROM reminder');
    const job = get('job') as RemindJob;
    const run = () => asSystem(job.name, () => job.run(row!['reminder_id'] as string, now));
    void run();
    await eventually(() => expect(carrier.sent).toHaveLength(1));
    carrier.killed = false;
    // Nobody else sends it while it may be under way.
    await run();
    expect(carrier.sent).toHaveLength(1);
    now = instant('2025-06-11T08:05:00Z');
    await run();
    await run();
    expect(carrier.sent.map(({ id }) => id)).toEqual([carrier.sent[0]!.id, carrier.sent[0]!.id]);
  });
  it('is sent by one of several processes', async () => {
    await wish('fatima', 'daily');
    const [row] = await kept('SELECT reminder_id FROM reminder');
    const job = get('job') as RemindJob;
    await Promise.all(
      Array.from({ length: 5 }, () => asSystem(job.name, () => job.run(row!['reminder_id'] as string, now))),
    );
    expect(carrier.sent).toHaveLength(1);
  });
  it('is not tried again where the server refuses the address, and whose it is sees that', async () => {
    await wish('fatima', 'daily');
    carrier.refuses = true;
    await remind();
    await remind();
    expect([carrier.sent, report().failures, (await seen('fatima')).refused]).toEqual([[], [], true]);
    carrier.refuses = false;
    now = instant('2025-06-12T08:00:00Z');
    await remind();
    expect([carrier.sent.length, (await seen('fatima')).refused]).toEqual([1, false]);
  });
});

describe('who may be reminded', () => {
  it('is who has an address: without one, or with one that the sign-in service has not checked, it is refused in words', async () => {
    const { status, body } = await wish('hans', 'daily');
    expect([status, body.code]).toEqual([400, 'outcomes.no-reminders']);
    const unchecked = { ...PEOPLE['hans']!, claims: { email: 'hans@verifier.example', email_verified: false } };
    const answer = await (await world.service.request(unchecked)).get('/api/outcomes/due/reminder');
    expect((answer.body as Reminder).address).toBeNull();
  });
  it.each([
    { every: 'hourly', language: 'da' },
    { every: 'daily' },
    { every: 'daily', language: 'da', address: 'x@y.example' },
  ])('%j does not choose where mail goes, nor anything that is not offered', async (body) => {
    await world.post('fatima', '/due/reminder', body);
    expect((await kept('SELECT address FROM reminder')).map((row) => row['address'])).not.toContain('x@y.example');
    expect((await world.post('fatima', '/due/reminder', { ...body, every: 'hourly' })).status).toBe(422);
  });
  it('sees no wish of others, not even in the database', async () => {
    await wish('fatima', 'daily');
    expect(await world.asApp('SELECT * FROM reminder')).toEqual([]);
    expect((await seen('anna')).every).toBe('never');
  });
});

describe('a folder for mail', () => {
  it('holds what was sent as files', async () => {
    const { open } = new LetterBox({
      MAIL_URL: pathToFileURL(folder).href,
      MAIL_FROM: 'r@aarhus.example',
      ORIGIN,
    } as never);
    Object.assign(get('box') as LetterBox, { open });
    await wish('fatima', 'weekly');
    await remind();
    const [file] = readdirSync(folder);
    expect(file).toMatch(/-2025-06-09\.eml$/);
    expect(readFileSync(join(folder, file!), 'utf8')).toContain('Subject: 1 frist i Ringvirkning, heraf overskredet 1');
  });
  it('needs to know where the portal is', () => {
    expect(() => new LetterBox({ MAIL_URL: 'file:///x', MAIL_FROM: 'r@aarhus.example' } as never)).toThrow(
      'ORIGIN is missing',
    );
  });
});
