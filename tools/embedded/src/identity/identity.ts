import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AdapterConstructor, default as Provider } from 'oidc-provider';
import { privateFolder } from '../host/folders.js';
import { freePort } from '../host/ports.js';
import { Brake } from './brake.js';
import { identitySecrets } from './keys.js';
import { errorPage, loginPage, securityPolicy, waitPage } from './pages.js';
import type { DemoPerson } from './people.js';
import { clientMetadata, providerConfiguration, type IdentityClient } from './provider.js';

export interface IdentityOptions {
  /** Folder of signing keys, cookie key and the demo password; sessions are in memory (people sign in again after a restart). */
  readonly dataDir: string;
  /** Whose people they are. */
  readonly instance?: string;
  readonly people: readonly DemoPerson[];
  readonly clients: readonly IdentityClient[];
  /** Whether choosing one of the people signs in as them, without the password: for demos alone, and so off unless asked for. */
  readonly oneClick?: boolean | undefined;
  /** TCP port on the loopback interface; free one when absent. */
  readonly port?: number | undefined;
  /** Host name in the issuer's address as browsers and services see it. Default 127.0.0.1. */
  readonly issuerHost?: string;
}

export interface RunningIdentity {
  readonly issuer: string;
  /** The one password of all demo people. */
  readonly password: string;
  readonly stop: () => Promise<void>;
}

/** The provider's own store, given by us: left out, the provider warns at every start. The package has no types for it. */
const MEMORY_ADAPTER: string = 'oidc-provider/lib/adapters/memory_adapter.js';
const FORM_LIMIT = 4_096;
/** Guessing one person's password from one address, and any person's from it. */
const GUESSES = { failures: 10, everyMs: 30_000 };
const GUESSES_OF_ADDRESS = { failures: 60, everyMs: 5_000 };

/** Starts a real OpenID Connect provider (oidc-provider) with demo people. Tokens carry what `@ringvirkning/auth` reads. */
export async function startIdentity({
  dataDir,
  instance = 'aarhus',
  people,
  clients,
  oneClick = false,
  port,
  issuerHost = '127.0.0.1',
}: IdentityOptions): Promise<RunningIdentity> {
  // Loaded when needed: most users of this package start databases only.
  const { default: ProviderClass } = await import('oidc-provider');
  const { default: MemoryAdapter } = (await import(MEMORY_ADAPTER)) as { default: AdapterConstructor };
  const secrets = identitySecrets(privateFolder(dataDir));
  const chosen = port ?? (await freePort());
  const issuer = `http://${issuerHost}:${chosen}`;
  const provider = new ProviderClass(issuer, {
    ...providerConfiguration(people, secrets, instance),
    adapter: (model: string) => {
      const store = new MemoryAdapter(model);
      if (model !== 'Client') return store;
      return Object.assign(store, {
        find: (id: string) => {
          const client = clients.find((one) => one.id === id);
          return Promise.resolve(client && clientMetadata(client, people));
        },
      });
    },
  });
  const policy = securityPolicy(
    clients
      .flatMap((client) => (client.kind === 'sign-in' ? client.redirectUris : []))
      .map((uri) => new URL(uri).origin),
  );
  const oidc = provider.callback();
  const entrance = { people, oneClick, door: signInDoor(people, secrets.password) };
  const server = createServer((request, response) => {
    response
      .setHeader('content-security-policy', policy)
      .setHeader('referrer-policy', 'no-referrer')
      .setHeader('x-content-type-options', 'nosniff');
    if (!request.url?.startsWith('/sign-in/')) return void oidc(request, response);
    signIn(provider, entrance, request, response).catch((error: Error) =>
      sendPage(response, 400, errorPage(error.name)),
    );
  });
  await once(server.listen(chosen, '127.0.0.1'), 'listening');
  return {
    issuer,
    password: secrets.password,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Shows the form, or takes it. The interaction belongs to the browser that started it: the provider checks its cookie. */
async function signIn(
  provider: Provider,
  { people, oneClick, door }: Entrance,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const shown = { action: `/sign-in/${uid}`, people, oneClick };
  if (request.method !== 'POST') return sendPage(response, 200, loginPage(shown));
  const form = new URLSearchParams(await body(request));
  const chosen = oneClick && people.find((person) => person.username === form.get('person'));
  if (chosen) return provider.interactionFinished(request, response, { login: { accountId: chosen.username } });
  const username = form.get('username')?.trim() ?? '';
  const tried = door(username, form.get('password')?.trim() ?? '', request.socket.remoteAddress ?? '');
  if (tried.waitMs > 0) {
    const seconds = Math.ceil(tried.waitMs / 1_000);
    return sendPage(response.setHeader('retry-after', seconds), 429, waitPage(seconds));
  }
  if (!tried.accepted) return sendPage(response, 401, loginPage({ ...shown, failed: username }));
  await provider.interactionFinished(request, response, { login: { accountId: username } });
}

interface Entrance {
  readonly people: readonly DemoPerson[];
  readonly oneClick: boolean;
  readonly door: Door;
}

type Door = (username: string, password: string, address: string) => { accepted: boolean; waitMs: number };

/** Tells whether name and password fit, or how long to wait first. A right password is not looked at while one must wait. */
function signInDoor(people: readonly DemoPerson[], password: string): Door {
  const [byName, byAddress] = [new Brake(GUESSES, Date.now), new Brake(GUESSES_OF_ADDRESS, Date.now)];
  return (username, given, address) => {
    const key = `${address} ${username}`;
    const waitMs = Math.max(byName.waitMs(key), byAddress.waitMs(address));
    if (waitMs > 0) return { accepted: false, waitMs };
    const fits = same(given, password);
    const accepted = people.some((person) => person.username === username) && fits;
    if (!accepted) {
      byName.failed(key);
      byAddress.failed(address);
    }
    return { accepted, waitMs };
  };
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > FORM_LIMIT) throw new RangeError('form too long');
  }
  return text;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
