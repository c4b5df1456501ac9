import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  readonly to: readonly string[];
  readonly message: string;
  readonly encrypted: boolean;
  readonly user: string | undefined;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
  /** User names and passwords that anybody tried, in whatever way. */
  readonly tried: readonly string[];
  stop(): Promise<void>;
}

export const [USER, PASSWORD] = ['ringvirkning', 'p@ss/word'] as const;

/** A mail server that takes everything, except for `unknown@…`, whom it does not know, and `busy@…`, whom it cannot reach now. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const tried: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    ...options,
    onAuth({ username, password }, _session, answer) {
      tried.push(`${username}:${password}`);
      if (username === USER && password === PASSWORD) return answer(null, { user: username });
      return answer(new Error('wrong password'));
    },
    onRcptTo({ address }, _session, answer) {
      if (address.startsWith('unknown@'))
        return answer(Object.assign(new Error(`no such user ${address}`), { responseCode: 550 }));
      if (address.startsWith('busy@'))
        return answer(Object.assign(new Error(`try ${address} later`), { responseCode: 451 }));
      return answer();
    },
    onData(stream, { envelope, secure, user }, answer) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push({
          to: envelope.rcptTo.map(({ address }) => address),
          message: Buffer.concat(parts).toString('utf8'),
          encrypted: secure,
          user: typeof user === 'string' ? user : undefined,
        });
        answer();
      });
    },
  });
  // Whoever does not trust its certificate hangs up; that is no failure of the server.
  server.on('error', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, received, tried, stop: () => new Promise((done) => server.close(() => done())) };
}
