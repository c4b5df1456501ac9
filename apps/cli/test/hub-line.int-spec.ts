import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookAtHub } from '../src/operate/partnership/hub-line.js';

/** A certificate of its own. @param names As of subjectAltName. */
function certified(names: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rv-hub-'));
  const [keyFile, certFile] = ['hub.key', 'hub.crt'].map((name) => join(folder, name)) as [string, string];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ed25519', '-nodes', '-days', '20', '-subj', '/CN=hub'],
      ...['-addext', `subjectAltName=${names}`, '-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'ignore' },
  );
  const [key, cert] = [keyFile, certFile].map((file) => readFileSync(file, 'utf8')) as [string, string];
  rmSync(folder, { recursive: true });
  return { key, cert };
}

describe('a look at a hub', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  /** Greets as a NATS server, and then encrypts the line. */
  async function serve(greeting: string, certificate: ReturnType<typeof certified>): Promise<string> {
    const secureContext = createSecureContext(certificate);
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      socket.write(greeting);
      new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => undefined);
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const INFO = 'INFO {"tls_required":true}\r\n';
  let [own, other] = [undefined!, undefined!] as [ReturnType<typeof certified>, ReturnType<typeof certified>];
  beforeAll(() => void ([own, other] = [certified('IP:127.0.0.1'), certified('DNS:hub.example.dk')]));
  afterAll(() => {
    sockets.forEach((socket) => socket.destroy());
    servers.forEach((server) => server.close());
  });

  it('tells when its certificate ends, of one that holds for the address', async () => {
    const { isResolved, isAnswering, certificate } = await lookAtHub({
      url: `tls://${await serve(INFO, own)}`,
      ca: own.cert,
    });
    expect([isResolved, isAnswering, certificate?.fault]).toEqual([true, true, null]);
    const days = (Date.parse(certificate!.endsAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(20);
  });
  it('does not believe one that nobody vouches for, nor one of another name', async () => {
    const unknown = await lookAtHub({ url: `tls://${await serve(INFO, own)}` });
    expect(unknown.certificate?.fault).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    const elsewhere = await lookAtHub({ url: `tls://${await serve(INFO, other)}`, ca: other.cert });
    expect(elsewhere.certificate?.fault).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });
  it('knows nobody who speaks otherwise, or not at all, or whose name nobody knows', async () => {
    const noBroker = { isResolved: true, isAnswering: false, certificate: null };
    expect(await lookAtHub({ url: `tls://${await serve('HTTP/1.1 400\r\n', own)}` })).toEqual(noBroker);
    const closed = await serve(INFO, own);
    await new Promise((done) => servers.at(-1)!.close(done));
    expect(await lookAtHub({ url: `tls://${closed}` })).toEqual(noBroker);
    const nowhere = await lookAtHub({ url: 'tls://hub.invalid:7422' });
    expect(nowhere).toEqual({ isResolved: false, isAnswering: false, certificate: null });
  });
  it('asks for no certificate where the line is not encrypted', async () =>
    expect((await lookAtHub({ url: `nats-leaf://${await serve(INFO, own)}` })).certificate).toBeNull());
});
