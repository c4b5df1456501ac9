import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort, freePorts } from './ports.js';

describe('a free port', () => {
  it('is the preferred one, or another when that is taken', async () => {
    const preferred = await freePort();
    expect(await freePort(preferred)).toBe(preferred);
    const holder = createServer().listen(preferred, '127.0.0.1');
    await once(holder, 'listening');
    expect(await freePort(preferred)).not.toBe(preferred);
    holder.close();
  });
  it('comes in as many as are wanted', async () => expect(new Set(await freePorts(20)).size).toBe(20));
});
