import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates } from 'node:tls';
import type { HubAddress } from '@ringvirkning/compose';
import type { Instant } from '@ringvirkning/kernel';

const PATIENCE_MS = 10_000;

/** What is seen of a hub without a key to it. */
export interface HubSeen {
  readonly isResolved: boolean;
  /** A NATS server answers there. */
  readonly isAnswering: boolean;
  /** Null where the line is not encrypted, or it did not come so far. `fault`: why it is not believed, as OpenSSL calls it. */
  readonly certificate: { readonly fault: string | null; readonly endsAt: Instant } | null;
}

/** Looks a hub up, connects as a member's server would, and looks at its certificate: chain, name and end. Gives no key away. */
export async function lookAtHub({ url, ca }: HubAddress): Promise<HubSeen> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isResolved = await lookup(host).then(
    () => true,
    () => false,
  );
  const socket = isResolved ? await greetedBy(host, Number(port)) : undefined;
  try {
    const certificate = socket && protocol === 'tls:' ? await certificateOf(socket, host, ca) : null;
    return { isResolved, isAnswering: socket !== undefined, certificate };
  } finally {
    socket?.destroy();
  }
}

/** A NATS server speaks first, in the open, and then lets the line be encrypted. Undefined where none does. */
async function greetedBy(host: string, port: number): Promise<Socket | undefined> {
  const socket = connect({ host, port });
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const [first] = (await once(socket, 'data', { signal })) as [Buffer];
    socket.pause();
    if (first.toString('latin1').startsWith('INFO ')) return socket;
  } catch {
    // Refused, closed or silent: nobody answers.
  }
  socket.destroy();
  return undefined;
}

async function certificateOf(socket: Socket, host: string, ca: string | undefined): Promise<HubSeen['certificate']> {
  const trusted = ca ?? [...getCACertificates('default'), ...getCACertificates('system')];
  const line = connectTls({ socket, host, ca: trusted, rejectUnauthorized: false });
  try {
    await once(line, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { valid_to: ends } = line.getPeerCertificate();
    const { authorizationError: fault } = line;
    return { fault: line.authorized ? null : String(fault), endsAt: new Date(ends).toISOString() as Instant };
  } catch {
    return null;
  } finally {
    line.destroy();
  }
}
