import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../host/ports.js';

/** The same place seen from `src` and from `dist`. */
const START = fileURLToPath(new URL('../../dist/start.js', import.meta.url));

/** Generous: a machine that does much else starts slowly. */
const PATIENCE_MS = 5 * 60_000;
/** How long it may take to end what it started. */
const STOP_MS = 60_000;

/** `npm start` as a process of its own, on the data folder given. The tree must be built. */
export class StartProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** @param options as after `npm start --`, but that one instance is started when nothing is said. @throws Error with all output when it does not start. */
  static async start(data: string, options: readonly string[]): Promise<StartProcess> {
    if (!existsSync(START)) throw new Error('the tree is not built: npm run build');
    const alone = options.includes('--instances') ? [] : ['--instances', '1'];
    // A port of its own: several may start at once, and each would find the usual one free.
    const child = spawn(
      process.execPath,
      [START, '--data', data, '--port', String(await freePort()), ...alone, ...options],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    const started = new StartProcess(child);
    try {
      await started.runs();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const force = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
    clearTimeout(force);
  }

  private runs(): Promise<void> {
    let output = '';
    const { child } = this;
    return new Promise<void>((done, failed) => {
      const patience = setTimeout(
        () => failed(new Error(`the instance does not start within ${PATIENCE_MS / 60_000} minutes:\n${output}`)),
        PATIENCE_MS,
      );
      const hear = (text: string): void => {
        output += text;
        if (!output.includes('Ringvirkning runs:')) return;
        clearTimeout(patience);
        done();
      };
      for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', hear);
      child.once('exit', (code) => {
        clearTimeout(patience);
        failed(new Error(`the instance ended with ${code}:\n${output}`));
      });
    });
  }
}
