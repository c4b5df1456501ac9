import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Options } from '../src/s3-store.js';

/** As much of S3 as the store speaks: objects by path, each request with a sound signature (AWS Signature Version 4), bodies of a known length. */
export interface FakeS3 {
  readonly options: S3Options;
  readonly objects: Map<string, Buffer>;
  stop(): Promise<void>;
}

const SECRET = 'only-for-tests';

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void answer(request, objects).then(({ status, body }) => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    objects,
    options: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'evidence',
      region: 'dk-1',
      accessKeyId: 'id',
      secretAccessKey: SECRET,
    },
    stop: () => stopServer(server),
  };
}

const stopServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function answer(
  request: IncomingMessage,
  objects: Map<string, Buffer>,
): Promise<{ status: number; body?: Buffer }> {
  const body: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) body.push(chunk);
  if (!isSigned(request)) return { status: 403 };
  const name = request.url!;
  const object = objects.get(name);
  if (request.method === 'GET') return object ? { status: 200, body: object } : { status: 404 };
  if (request.method === 'DELETE') objects.delete(name);
  if (request.method !== 'PUT') return { status: 204 };
  if (request.headers['content-length'] === undefined) return { status: 411 };
  objects.set(name, Buffer.concat(body));
  return { status: 200 };
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function isSigned({ method, url, headers }: IncomingMessage): boolean {
  const [, scope, signed, signature] =
    /^AWS4-HMAC-SHA256 Credential=id\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (!scope || !signed) return false;
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, url, '', lines.join(''), signed, headers['x-amz-content-sha256']].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    headers['x-amz-date'],
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ];
  const key = scope.split('/').reduce<string | Buffer>((so, part) => hmac(so, part), `AWS4${SECRET}`);
  return hmac(key, toSign.join('\n')).toString('hex') === signature;
}
