import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service that remembers what it is asked and answers it back. */
export interface FakeService {
  readonly url: string;
  readonly seen: Seen[];
  stop(): Promise<void>;
}

export async function startFakeService(name: string): Promise<FakeService> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    // Answers as soon as the first part arrives, so that a gateway that buffers whole bodies never gets an answer.
    if (request.url?.endsWith('/stream')) {
      request.once('data', (part: Buffer) => {
        response.writeHead(200).write(part);
        request.on('data', (next: Buffer) => response.write(next));
      });
      return void request.on('end', () => response.end());
    }
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      if (request.url?.endsWith('/openapi.json'))
        return void response.end(
          JSON.stringify({ openapi: '3.0.0', paths: { [`/api/${name}`]: { get: { summary: `List ${name} <b>` } } } }),
        );
      if (request.url?.endsWith('/operations')) return void response.end(JSON.stringify({ service: name }));
      response.writeHead(request.url?.includes('/missing') ? 404 : 200, {
        'content-type': 'application/json',
        'set-cookie': 'rv_aarhus_session=evil',
        etag: '"1"',
      });
      response.end(JSON.stringify({ service: name }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
