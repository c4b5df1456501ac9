import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import { evidenceSchema } from '@ringvirkning/partnership-domain';
import { make } from '../src/make/make.js';
import { triedText } from '../src/operate/partnership/text.js';
import { hubTrials, isSignedFor } from '../src/operate/partnership/trials.js';
import { answering, problem, TOKEN } from './answering.js';
import { prove } from './run.js';

const instance = answering();
const { answers, seen, run } = instance;
const AT = '/api/partnership';
const DIGEST = 'a'.repeat(64);
const NOW = '2026-07-01T08:00:00.000Z';

const charter = {
  ...{ name: 'Midtjysk partnerskab', purpose: 'Prøve', shares: 'Prøver', legalBasis: 'Ingen', retention: '5 år' },
  threshold: 5,
};
const link = {
  ...{ heardAt: NOW, isAnswering: true, sent: 4, received: 3, settledSent: 4, settledReceived: 3 },
  ...{ waiting: 0, open: 0, agreementsDiffer: false, sharedDiffersAt: null, verified: null, quarantined: 0 },
  ...{ cosigned: 2, oursIsApart: false, isWitnessed: true, witnessed: null, logIsApart: false },
  ...{ clockMs: 12, version: 1 },
};
const member = (id: string, more: object = {}) => ({
  ...{ id, name: `${id} Kommune`, status: 'active', isKeeper: false, isMe: false, suspendedBy: null },
  ...{ keyEndsAt: '2028-07-01T00:00:00.000Z', keyWarning: null, invitedUntil: null, maintenance: null, link },
  speaks: { from: 1, to: 1 },
  ...more,
});
const us = member('aarhus', { isMe: true, isKeeper: true, link: null });
const state = (more: object = {}) => ({
  me: { id: 'aarhus', name: 'aarhus Kommune', status: 'active' },
  carrier: { kind: 'nats', isAway: false },
  partnership: { id: 'midtjylland', charter, keeper: 'aarhus', entries: 5, founding: DIGEST, head: DIGEST },
  ...{ members: [us, member('herning')], pending: [], problems: [] },
  log: {
    ...{ last: { number: 2, at: NOW, words: 4 }, waiting: 0, witnesses: ['herning'], cosignedBy: ['herning'] },
    ...{ authority: null, stamp: null },
  },
  ...more,
});
const verified = (outcome: string, firstDifference: object | null = null) => ({
  ...{ member: 'herning', outcome, firstDifference, at: NOW },
  ...{ sent: { number: 4, digest: DIGEST }, received: { number: 3, digest: DIGEST } },
});
const agreement = {
  ...{ id: DIGEST, with: 'herning', status: 'active', purpose: 'Prøve', legalBasis: 'Ingen' },
  flows: ['aarhus', 'herning'].map((from) => ({ from, type: 'trial-sent/1', fields: ['text', 'amount'] })),
  ...{ begins: '2026-01-01', ends: '2028-12-31', contacts: { ours: 'a', theirs: 'b' }, lastUsed: null },
  ...{ ours: { office: 'Byråd', isSuspended: false, isEnded: false }, theirs: null },
};
const sent = (id: string, word: string | null) => ({
  ...{ direction: 'sent', number: 4, id, type: 'trial-sent/1', agreement: DIGEST, at: NOW },
  ...{ word, reason: null, wordAt: null },
});

const EVIDENCE = evidenceSchema.parse(JSON.parse(readFileSync('libs/partnership/domain/evidence.json', 'utf8')));
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'ringvirkning-cli-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => void (answers[`GET ${AT}`] = [200, state()]));

const ask = (...args: string[]) =>
  run([...args, '--lang', 'en'], { RINGVIRKNING_URL: instance.url(), RINGVIRKNING_TOKEN: TOKEN });
const partnership = (...args: string[]) => ask('partnership', ...args);

describe('partnership status', () => {
  it('tells members and links', async () => {
    const { code, out } = await partnership('status');
    expect(code).toBe(0);
    expect(out).toContain('Midtjysk partnerskab (midtjylland), 5 entries in the history');
    expect(out).toContain(DIGEST);
    expect(out).toMatch(/herning Kommune +active +2026-07-01T08:00:00.000Z +4 +3 +0 +2028-07-01/);
    expect(out).toContain('Nothing to look at.');
  });
  it('ends with 1 when something is wrong, and says what', async () => {
    const red = { code: 'quarantined', level: 'red', member: 'herning', da: 'Rødt.', en: 'Red.' };
    answers[`GET ${AT}`] = [200, state({ problems: [red] })];
    expect(await partnership('status')).toMatchObject({ code: 1, out: expect.stringContaining('  Red.') });
  });
  it('says how one gets in', async () => {
    answers[`GET ${AT}`] = [200, state({ partnership: null, members: [] })];
    expect((await partnership('status')).out).toContain('partnership join');
  });
});

describe('partnership invite and join', () => {
  const made = { member: 'skive', name: 'Skive Kommune', expiresAt: NOW, checkPhrase: '1111 2222 3333 4444 5555' };
  it('writes the invitation once the keeper has entered it, and tells what to read', async () => {
    answers[`POST ${AT}/invitations`] = [201, { ...made, text: null }];
    answers[`GET ${AT}/invitations/skive`] = [200, { ...made, text: '{"invitation":1}' }];
    const file = join(folder, 'skive.json');
    const { code, out } = await partnership('invite', 'skive', '--name', 'Skive Kommune', '--out', file);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('{"invitation":1}');
    expect(out).toContain('  1111 2222 3333 4444 5555\n');
    expect(JSON.parse(seen[0]!.body)).toEqual({ member: 'skive', name: 'Skive Kommune' });
  });
  it('joins with the phrase as it was read', async () => {
    const read = {
      ...{ partnership: 'midtjylland', charter, invitedBy: 'aarhus', invitedByName: 'Aarhus Kommune' },
      ...{ member: 'skive', name: 'Skive Kommune', expiresAt: NOW, members: [], checkPhrase: made.checkPhrase },
    };
    answers[`POST ${AT}/invitations/reading`] = [200, read];
    answers[`POST ${AT}/joining`] = [202, {}];
    const file = join(folder, 'invitation.json');
    writeFileSync(file, '{"invitation":1}\n');
    const { code, out } = await partnership('join', file, '--check-phrase', '1111 2222');
    expect([code, out]).toEqual([0, expect.stringContaining('On the way into Midtjysk partnerskab')]);
    expect(JSON.parse(seen.at(-1)!.body)).toEqual({ text: '{"invitation":1}', checkPhrase: '1111 2222' });
    answers[`POST ${AT}/joining`] = [422, problem('partnership.other-phrase')];
    expect((await partnership('join', file, '--check-phrase', '1')).code).toBe(1);
  });
});

describe('partnership change-key', () => {
  it('has the present key sign a new one, and says until when it holds', async () => {
    let asked = 0;
    answers[`POST ${AT}/keys`] = [201, state()];
    const ends = ['2026-08-01T00:00:00.000Z', '2028-07-01T08:00:00.000Z'];
    Object.defineProperty(answers, `GET ${AT}`, {
      ...{ configurable: true, enumerable: true },
      get: () => [200, state({ members: [member('aarhus', { isMe: true, link: null, keyEndsAt: ends[asked++] })] })],
    });
    const { code, out } = await partnership('change-key', '--days', '730');
    Object.defineProperty(answers, `GET ${AT}`, { value: [200, state()], writable: true });
    expect([code, out]).toEqual([0, expect.stringContaining('holds until 2028-07-01')]);
    expect(JSON.parse(seen.find(({ body }) => body.includes('keyDays'))!.body)).toEqual({ keyDays: 730 });
  });
  it('is for members', async () => {
    answers[`GET ${AT}`] = [200, state({ members: [] })];
    expect(await partnership('change-key')).toMatchObject({ code: 2, err: expect.stringContaining('no partnership') });
    expect((await partnership('change-key', '--days', 'soon')).code).toBe(2);
  });
});

describe('partnership verify', () => {
  it.each([
    [0, verified('same'), 'herning: both hold the same (up to sent 4, received 3)'],
    [1, verified('different', { direction: 'received', number: 2 }), 'NOT THE SAME (first difference: received no. 2)'],
    [1, verified('waiting'), 'something is on its way'],
  ])('ends with %d', async (code, answer, says) => {
    answers[`POST ${AT}/members/herning/verification`] = [200, answer];
    expect(await partnership('verify')).toMatchObject({ code, out: expect.stringContaining(says) });
  });
  it('knows its partners', async () => expect((await partnership('verify', 'odense')).code).toBe(2));
});

describe('partnership test', () => {
  beforeEach(() => {
    answers[`GET ${AT}/agreements`] = [200, { items: [agreement], notAgreed: [] }];
    answers[`POST ${AT}/members/herning/trials`] = [202, { id: 'trial-9' }];
    answers[`GET ${AT}/members/herning/messages?direction=sent&limit=50`] = [
      200,
      { items: [sent('trial-9', 'booked')], next: null },
    ];
    answers[`POST ${AT}/members/herning/verification`] = [200, verified('same')];
  });
  it('tries the link to the end, and believes no signature for anything else than was sent', async () => {
    answers[`GET ${AT}/members/herning/messages/sent/4/evidence`] = [200, EVIDENCE];
    const { code, out } = await partnership('test', 'herning');
    expect([code, out.match(/✓/g)?.length]).toEqual([1, 9]);
    expect(out).toContain('✗ the partner has signed for exactly what was sent');
    expect(JSON.parse(seen.find(({ path }) => path.endsWith('/trials'))!.body).text).toMatch(/^[0-9a-f]{64}$/);
    expect(isSignedFor(EVIDENCE, 'a')).toBe(true);
    expect(isSignedFor(EVIDENCE, 'b')).toBe(false);
    expect(isSignedFor({ ...EVIDENCE, receipts: EVIDENCE.receipts.slice(0, 1) }, 'a')).toBe(false);
    const [forged] = EVIDENCE.receipts.map((receipt) => ({ ...receipt, signature: 'A'.repeat(86) }));
    expect(isSignedFor({ ...EVIDENCE, receipts: [forged] }, 'a')).toBe(false);
  });
  it.each([
    ['its status', state({ members: [us, member('herning', { status: 'invited', link: null })] }), 1, 'status'],
    ['the carrier', state({ carrier: { kind: 'nats', isAway: true } }), 2, 'PARTNERSHIP_CARRIER'],
    ['an old version', state({ members: [us, member('herning', { link: { ...link, version: null } })] }), 3, 'upgrade'],
    ['silence', state({ members: [us, member('herning', { link: { ...link, isAnswering: false } })] }), 4, 'ask the'],
    [
      'a clock',
      state({ members: [us, member('herning', { link: { ...link, clockMs: -3_600_000 } })] }),
      5,
      'timedatectl',
    ],
    ['a key', state({ members: [{ ...us, keyWarning: 0 }, member('herning')] }), 6, 'change the key'],
  ])('stops at %s and says what mends it', async (_, answer, tried, mend) => {
    answers[`GET ${AT}`] = [200, answer];
    const { code, out } = await partnership('test', 'herning');
    const lines = out.trim().split('\n').slice(1);
    expect([code, lines.length, lines.at(-1)]).toEqual([1, tried, expect.stringContaining(`✗`)]);
    expect(lines.at(-1)).toContain(mend);
  });
  it('looks at the hub first where the folder of the instance is given, and stops where that does not answer', async () => {
    const at = join(folder, 'instance');
    const made = ['instance', 'new', '--kommune', '0751', '--to', at, '--hub', 'tls://127.0.0.1:1'];
    expect(make(made, { out: () => {}, err: () => {}, watched: false, read: () => '', now: () => 0 })).toBe(0);
    const { code, out } = await partnership('test', 'herning', '--instance', at);
    expect([code, out.trim().split('\n').slice(1)]).toEqual([
      1,
      [
        '  ✓ the address of the hub is known (tls://127.0.0.1:1)',
        expect.stringMatching(/^  ✗ the hub answers .* → see whether it runs/),
      ],
    ]);
    expect((await partnership('test', 'herning', '--instance', folder)).err).toContain('names no hub');
  });
  it('warns a month before the certificate of the hub ends, and goes on', () => {
    const ends = { what: 'hub-certificate-ends', isWell: true, detail: '2026-07-20' } as const;
    expect(triedText('herning', [{ ...ends, isWarning: true }], 'en')).toContain('! the hub');
    expect(triedText('herning', [ends], 'en')).toContain('✓ the hub');
    const seen = (fault: string | null) => ({
      isResolved: true,
      isAnswering: true,
      certificate: { fault, endsAt: instant(NOW) },
    });
    const well = (fault: string | null, days: number) =>
      hubTrials({ url: 'tls://hub' }, seen(fault), Date.parse(NOW) - days * 86_400_000).map(
        ({ isWell, isWarning }) => `${isWell} ${isWarning ?? false}`,
      );
    expect(well(null, 31)).toEqual(['true false', 'true false', 'true false', 'true false']);
    expect(well(null, 29)).toEqual(['true false', 'true false', 'true false', 'true true']);
    expect(well('CERT_HAS_EXPIRED', 29)).toEqual(['true false', 'true false', 'false false']);
  });
  it('stops where the partner may not answer in kind', async () => {
    const flows = agreement.flows.slice(0, 1);
    answers[`GET ${AT}/agreements`] = [200, { items: [{ ...agreement, flows }], notAgreed: [] }];
    expect((await partnership('test', 'herning')).out).toContain('✗ an agreement permits a trial from the partner');
  });
  it('stops where nothing is agreed', async () => {
    answers[`GET ${AT}/agreements`] = [200, { items: [{ ...agreement, status: 'suspended' }], notAgreed: [] }];
    expect((await partnership('test', 'herning')).out).toContain('✗ an agreement permits a trial');
  });
});

describe('evidence export', () => {
  it('writes a file that evidence verify reads without any instance', async () => {
    const given = readFileSync('libs/partnership/domain/evidence.json', 'utf8');
    answers[`GET ${AT}/members/herning/messages/sent/2/evidence`] = [200, given];
    const file = join(folder, 'evidence.json');
    const { code } = await run(['evidence', 'export', 'herning', 'sent', '2', '--out', file], {
      RINGVIRKNING_URL: instance.url(),
      RINGVIRKNING_TOKEN: TOKEN,
    });
    expect([code, readFileSync(file, 'utf8')]).toEqual([0, given]);
    expect(await prove(['evidence', 'verify', file])).toMatchObject({
      code: 0,
      out: expect.stringContaining('bogført'),
    });
  });
});
