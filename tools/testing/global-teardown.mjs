import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const { folder, stop } = globalThis.ringvirkningTestServers;
  await stop();
  rmSync(folder, { recursive: true, force: true });
}
