import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A TCP port that was free a moment ago on the loopback interface; `preferred` when that is. */
export async function freePort(preferred = 0): Promise<number> {
  const probe = createServer();
  try {
    await once(probe.listen(preferred, '127.0.0.1'), 'listening');
  } catch (error) {
    if (preferred === 0) throw error;
    return freePort();
  }
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
