import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatheringSocket } from './gathering-socket.js';

describe('a connection to the database', () => {
  let received = '';
  const server = createServer((client) => client.on('data', (data) => (received += data.toString())));
  const socket = new GatheringSocket();
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((connected) => socket.once('connect', connected).connect(port, '127.0.0.1'));
  });
  afterAll(() => {
    socket.destroy();
    server.close();
  });

  it('sends what is written in one turn together, in order, and all of it before it ends', async () => {
    const sizes: number[] = [];
    const writev = socket._writev!.bind(socket);
    socket._writev = (chunks, done) => {
      sizes.push(chunks.length);
      writev(chunks, done);
    };
    socket.write('BEGIN;');
    socket.cork();
    socket.write('SELECT 1;');
    socket.uncork();
    await Promise.resolve();
    socket.write('SELECT 2;');
    await new Promise<void>((sent) => socket.write('COMMIT;', () => sent()));
    await new Promise<void>((ended) => socket.end('END;', ended));
    await new Promise((closed) => server.close(closed));
    expect([sizes[0], received]).toEqual([4, 'BEGIN;SELECT 1;SELECT 2;COMMIT;END;']);
  });
});
