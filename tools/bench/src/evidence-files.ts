import { createHash, randomBytes } from 'node:crypto';
import type { RunningInstance } from '@ringvirkning/embedded';
import { activateAarhus, clientCredentials } from '@ringvirkning/seed';
import { apiOf } from './bench-claims.js';
import { memoryOf } from './memory.js';
import { median, timed, type Figure } from './statistics.js';

const SIZE = 20_000_000;
const FILES = 6;
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010800000000000000000000ffff49444154', 'hex');

/** Evidence of 20 MB through the gateway, one file after the other, up and down: speed of the typical one, and the most memory that the services took beside what they had. */
export async function evidenceFiles(instance: RunningInstance): Promise<Figure[]> {
  const contractId = await activateAarhus(apiOf(instance), 'BENCH-FILES');
  const address = `${instance.overview.url}/api/outcomes/contracts/${contractId}/evidence-files`;
  const authorization = `Bearer ${await clientCredentials(instance.seedClient)('case-worker')}`;
  const files = Array.from({ length: FILES }, () => Buffer.concat([PNG, randomBytes(SIZE - PNG.length)]));
  const send = async (body: Buffer<ArrayBuffer>): Promise<void> => {
    const headers = { authorization, 'content-type': 'image/png' };
    const answer = await fetch(address, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  const get = async (file: Buffer): Promise<void> => {
    const digest = createHash('sha256').update(file).digest('hex');
    const answer = await fetch(`${address}/${digest}`, { headers: { authorization } });
    if ((await answer.arrayBuffer()).byteLength !== SIZE) throw new Error(`${answer.status}: not the whole file`);
  };
  await send(files[0]!);
  await get(files[0]!);
  const memory = memoryOf(instance.overview.processes['services']!);
  const [up, down]: [number[], number[]] = [[], []];
  for (const file of files.slice(1)) {
    up.push(await timed(() => send(file)));
    down.push(await timed(() => get(file)));
  }
  const speed = (name: string, times: readonly number[]): Figure => ({
    name: `evidence: a file of 20 MB ${name}, sealed, through the gateway`,
    value: SIZE / 1_000 / median(times),
    unit: 'MB/s',
    bar: 50,
    better: 'higher',
  });
  return [
    speed('up', up),
    speed('down', down),
    {
      name: 'evidence: memory beside what the services had before, at most, meanwhile',
      value: memory.taken(),
      unit: 'MB',
      bar: 30,
      better: 'lower',
    },
  ];
}
