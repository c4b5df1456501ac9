import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import { z } from 'zod';
import { MailConfigShape, mailCarrier, MailNotSent, type Mail, type MailCarrier } from '../src/index.js';
import { certificate } from '@ringvirkning/testing';
import { mailServer, PASSWORD, USER, type MailServer } from './mail-server.js';

const FROM = 'Ringvirkning <ringvirkning@aarhus.example>';
const LOGIN = `${USER}:${encodeURIComponent(PASSWORD)}@`;
const mail: Mail = {
  id: '0197-2026-11-23',
  to: 'anna@aarhus.example',
  at: instant('2026-11-23T06:00:00Z'),
  language: 'da',
  subject: '3 frister i Ringvirkning, heraf overskredet 1',
  text: 'Opfølgning på Æblehaven',
  html: '<p>Opfølgning på Æblehaven</p>',
  stopAt: 'https://ringvirkning.example/due#reminder',
};
const carrierTo = (url: string): MailCarrier => mailCarrier({ MAIL_URL: url, MAIL_FROM: FROM })!;
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const undo: (() => Promise<void>)[] = [];
const trusted = getCACertificates('default');
afterEach(async () => {
  setDefaultCACertificates(trusted);
  for (const step of undo.splice(0)) await step();
});
const started = async (options: Parameters<typeof mailServer>[0]): Promise<MailServer> => {
  const server = await mailServer(options);
  undo.push(() => server.stop());
  return server;
};
const NO_TLS = { disabledCommands: ['STARTTLS'] };

describe('mail by way of a server', () => {
  it('comes as text and HTML, with what mail programs need to tell it apart and to stop it', async () => {
    const server = await started(NO_TLS);
    const carrier = carrierTo(`smtp+plain://localhost:${server.port}`);
    await carrier.ready();
    expect(await carrier.send(mail)).toBe('sent');
    const [{ to, message }] = server.received as [MailServer['received'][number]];
    expect(to).toEqual(['anna@aarhus.example']);
    expect(message).toContain('Message-ID: <0197-2026-11-23@aarhus.example>\r\n');
    expect(message).toContain('From: Ringvirkning <ringvirkning@aarhus.example>\r\n');
    expect(message).toContain('Subject: 3 frister i Ringvirkning, heraf overskredet 1\r\n');
    expect(message).toContain('Date: Mon, 23 Nov 2026 06:00:00 +0000\r\n');
    expect(message).toContain('List-Unsubscribe: <https://ringvirkning.example/due#reminder>\r\n');
    expect(message).toContain('Auto-Submitted: auto-generated\r\n');
    expect(message).toContain('Content-Language: da\r\n');
    expect(message).toContain('text/plain; charset=utf-8');
    expect(message).toContain('text/html; charset=utf-8');
    expect(message).toContain('=C3=86blehaven');
  });
  it.each([
    ['smtp', {}],
    ['smtps', { secure: true }],
  ])('over %s is encrypted, and signed in with the password', async (scheme, options) => {
    const own = certificate();
    setDefaultCACertificates([...trusted, own.cert]);
    const server = await started({ ...own, ...options });
    const carrier = carrierTo(`${scheme}://${LOGIN}localhost:${server.port}`);
    await carrier.ready();
    expect(await carrier.send(mail)).toBe('sent');
    expect(server.received).toMatchObject([{ encrypted: true, user: USER }]);
  });
  it.each([
    ['smtp', {}],
    ['smtps', { secure: true }],
  ])('over %s is not given to a server that nobody vouches for, and it hears no password', async (scheme, options) => {
    const server = await started({ ...certificate(), ...options });
    const carrier = carrierTo(`${scheme}://${LOGIN}localhost:${server.port}`);
    expect(await errorOf(carrier.ready())).toBeInstanceOf(MailNotSent);
    expect(await errorOf(carrier.send(mail))).toBeInstanceOf(MailNotSent);
    expect([server.received, server.tried]).toEqual([[], []]);
  });
  it('is not given to a server that offers no encryption where that was asked for', async () => {
    const server = await started(NO_TLS);
    expect(await errorOf(carrierTo(`smtp://${LOGIN}localhost:${server.port}`).send(mail))).toBeInstanceOf(MailNotSent);
    expect([server.received, server.tried]).toEqual([[], []]);
  });
  it('is refused for good where the server does not know the address, and tried again where it cannot now', async () => {
    const server = await started(NO_TLS);
    const carrier = carrierTo(`smtp+plain://localhost:${server.port}`);
    expect(await carrier.send({ ...mail, to: 'unknown@aarhus.example' })).toBe('refused');
    const error = await errorOf(carrier.send({ ...mail, to: 'busy@aarhus.example' }));
    expect(error).toBeInstanceOf(MailNotSent);
    expect((error as Error).message).toBe('the mail server did not take it (EENVELOPE 451)');
  });
  it('that cannot be sent says so without addresses, names or passwords', async () => {
    const own = certificate();
    setDefaultCACertificates([...trusted, own.cert]);
    const server = await started(own);
    const wrong = await errorOf(carrierTo(`smtp://${USER}:other@localhost:${server.port}`).ready());
    expect((wrong as Error).message).toBe('the mail server did not take it (EAUTH 535)');
    await server.stop();
    undo.length = 0;
    const away = await errorOf(carrierTo(`smtp://${LOGIN}localhost:${server.port}`).send(mail));
    expect((away as Error).message).toMatch(/^the mail server did not take it \(E[A-Z]+\)$/);
  });
});

describe('mail into a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mail-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is one file that a mail program opens, for nobody else to read, and the same file when it is sent again', async () => {
    const carrier = carrierTo(pathToFileURL(join(folder, 'out')).href);
    await carrier.ready();
    for (let time = 0; time < 2; time++) expect(await carrier.send(mail)).toBe('sent');
    expect(readdirSync(join(folder, 'out'))).toEqual(['0197-2026-11-23.eml']);
    const path = join(folder, 'out', '0197-2026-11-23.eml');
    expect(readFileSync(path, 'utf8')).toContain('To: anna@aarhus.example\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
  it('says that the folder cannot be written to', async () => {
    writeFileSync(join(folder, 'file'), '');
    const error = await errorOf(carrierTo(pathToFileURL(join(folder, 'file', 'out')).href).ready());
    expect((error as Error).message).toBe('the folder of outgoing mail cannot be written to (ENOTDIR)');
  });
});

describe('the settings of mail', () => {
  const read = (settings: object) => z.object(MailConfigShape).safeParse(settings).success;
  it.each([
    'smtp://user:pw@mail.example:587',
    'smtps://mail.example',
    'smtp+plain://10.0.0.7:25',
    'smtp://[::1]:25',
    'file:///var/mail-out',
  ])('take %s', (url) => expect(read({ MAIL_URL: url, MAIL_FROM: FROM })).toBe(true));
  it.each([
    ['a password in the clear', { MAIL_URL: 'smtp+plain://user:pw@mail.example' }],
    ['no host', { MAIL_URL: 'smtp://' }],
    ['another scheme', { MAIL_URL: 'https://mail.example' }],
    ['a folder elsewhere', { MAIL_URL: 'file://host/folder' }],
    ['no address', { MAIL_URL: 'mail.example' }],
    ['a sender without address', { MAIL_FROM: 'Ringvirkning' }],
    ['a sender of two lines', { MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }],
  ])('refuse %s', (_what, settings) => expect(read(settings)).toBe(false));
  it('go together', () => {
    expect(mailCarrier({})).toBeUndefined();
    expect(() => mailCarrier({ MAIL_FROM: FROM })).toThrow('MAIL_URL and MAIL_FROM go together');
    expect(() => mailCarrier({ MAIL_URL: 'smtps://mail.example' })).toThrow('MAIL_URL and MAIL_FROM go together');
  });
});
