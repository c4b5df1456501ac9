import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Called, Environment, Hosted, Order } from './town-process.js';

/** One municipality's process with its partnership service and what it has post for. */
export class Town {
  private readonly child = fork(new URL('./town-process.js', import.meta.url));
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private calls = 0;
  private url = '';

  constructor(
    readonly id: string,
    private readonly token: () => Promise<string>,
  ) {
    this.child.on('message', ({ call, result, error }: { call: number; result?: unknown; error?: string }) => {
      const { resolve, reject } = this.waiting.get(call)!;
      this.waiting.delete(call);
      if (error === undefined) resolve(result);
      else reject(new Error(`${this.id}: ${error}`));
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  async start(environments: Readonly<Record<Hosted, Environment>>): Promise<void> {
    this.url = (await this.ask({ what: 'start', environments })) as string;
  }
  give(to: string, ids: readonly string[]): Promise<unknown> {
    return this.ask({ what: 'give', to, ids });
  }
  /** Waits until so many of all that was ever given have their outcome. @throws when one of them is not booked. */
  async settled(count: number): Promise<void> {
    const others = await this.ask({ what: 'settled', count });
    if (others !== 0) throw new Error(`${String(others)} messages were not booked`);
  }
  /** Milliseconds of CPU that it has taken. */
  async cpu(): Promise<number> {
    const { user, system } = (await this.ask({ what: 'cpu' })) as NodeJS.CpuUsage;
    return (user + system) / 1000;
  }
  async stop(): Promise<void> {
    await this.ask({ what: 'stop' });
    this.child.disconnect();
    await once(this.child, 'exit');
  }

  /** @throws Error with the problem that it answers. */
  async http(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.url}/api/partnership${path}`, {
      method,
      headers: { Authorization: `Bearer ${await this.token()}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  private ask(order: Order): Promise<unknown> {
    const call = (this.calls += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      this.child.send({ call, order } satisfies Called);
    });
  }
}
