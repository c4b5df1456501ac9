import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePort, removeCluster } from '@ringvirkning/embedded';
import { eventually } from '@ringvirkning/testing';
import { startedAt } from '../src/host/processes.js';

const START = fileURLToPath(new URL('../dist/start.js', import.meta.url));
const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'start-'));
const data = join(folder, 'data');
// What `ringvirkning instance new` writes, but for the secrets: those are made where they are missing.
writeFileSync(
  join(folder, 'instance.json'),
  JSON.stringify({
    format: 'ringvirkning-instance/1',
    municipality: {
      code: '0751',
      instance: 'aarhus',
      name: 'Aarhus Kommune',
      organisationNumber: '55133018',
      regions: [],
    },
    closedDays: ['2027-05-07'],
  }),
);
// Not the usual one, which every start would find free that begins at the same time.
const port = await freePort();

interface Running {
  readonly pid: number;
  readonly url: string;
  readonly password: string;
  readonly processes: Readonly<Record<string, number>>;
}
interface Start {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

function start(): Start {
  const child = spawn(process.execPath, [START, '--instance', folder, '--no-seed', '--port', String(port)], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
  return { child, output: () => output, exit: new Promise((done) => child.once('close', done)) };
}

const running = () => JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')) as Running;

async function up({ output, exit }: Start): Promise<Running> {
  const ended = exit.then((code) => Promise.reject(new Error(`the start ended with ${code}:\n${output()}`)));
  const ready = eventually(
    () => {
      expect(output()).toContain('Ringvirkning runs:');
      return running();
    },
    { timeout: 5 * MINUTES },
  );
  return Promise.race([ready, ended]);
}

const answers = async (url: string) => expect((await fetch(url)).status).toBe(200);
const alive = (processes: Readonly<Record<string, number>>) =>
  Object.entries(processes)
    .filter(([, pid]) => startedAt(pid))
    .map(([name]) => name);

let current: Start | undefined;
afterAll(async () => {
  current?.child.kill('SIGTERM');
  await current?.exit;
  removeCluster(join(data, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('brings everything up, tells the address and the people, and refuses a second start on the same data', async () => {
    current = start();
    const { url, password } = await up(current);
    await answers(`${url}/health/ready`);
    expect(current.output()).toContain(password);
    expect(current.output()).toMatch(/department-head +Bo/);
    expect(readdirSync(join(folder, 'secrets'))).toContain('contracts-app.password');
    expect(readdirSync(join(data, 'secrets'))).toEqual([]);
    const second = start();
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(`already runs from ${data}`);
  });

  it.each(['services', 'nats', 'postgres'])('starts %s again when it is killed', async (name) => {
    const before = running();
    process.kill(before.processes[name]!, 'SIGKILL');
    await eventually(
      async () => {
        const now = running();
        expect(now.processes[name]).not.toBe(before.processes[name]);
        await answers(`${now.url}/api/contracts/openapi.json`);
      },
      { timeout: 5 * MINUTES },
    );
  });

  it('is not harmed by SIGKILL: the services end by themselves, the next start takes the rest over', async () => {
    const before = running();
    current!.child.kill('SIGKILL');
    await current!.exit;
    await eventually(() => expect(alive(before.processes)).not.toContain('services'), { timeout: 5 * MINUTES });
    current = start();
    const after = await up(current);
    expect(after.password).toBe(before.password);
    expect(alive(before.processes)).toEqual([]);
    await answers(`${after.url}/health/ready`);
  });

  it('stops everything on SIGTERM', async () => {
    const { processes } = running();
    current!.child.kill('SIGTERM');
    expect(await current!.exit).toBe(0);
    expect(alive(processes)).toEqual([]);
    expect(existsSync(join(data, 'running.json'))).toBe(false);
  });
});
