import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the range from which systems take the ports of outgoing connections: one of those must not take a port between look and use.
const [LOWEST, BEYOND] = [20_000, 32_000];

/** A TCP port that was free a moment ago on the loopback interface; `preferred` when that is. */
export async function freePort(preferred?: number): Promise<number> {
  for (let port = preferred ?? randomInt(LOWEST, BEYOND); ; port = randomInt(LOWEST, BEYOND)) {
    if (await isFree(port)) return port;
  }
}

/** Several of them, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
