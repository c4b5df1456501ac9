/** A decision about a claim that can be taken back until it is sent. */
export interface Decision {
  readonly id: string;
  readonly claimId: string;
  readonly contractId: string;
  /** What was decided, about whom: «Attesteret: P-…». */
  readonly said: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Waiting extends Decision {
  readonly state: 'waiting' | 'sending' | 'failed';
  /** When it goes out, in ms. */
  readonly sendAt: number;
  /** Why it could not be sent. */
  readonly error?: unknown;
}

export interface Surroundings {
  now(): number;
  after(ms: number, work: () => void): void;
  /** Carries the decision out; `leaving` when the page goes away meanwhile. The id makes it one effect, however often it is sent. */
  send(decision: Decision, leaving: boolean): Promise<unknown>;
}

export const MINUTE_MS = 60_000;

/**
 * Decisions wait for a minute before they are sent, since the domain has no step that takes one back: an approval can be final, and paid, at once. Until then nothing has
 * happened, so taking back is honest. Leaving the page sends what waits.
 */
export class Decisions {
  private all: readonly Waiting[] = [];
  private readonly listeners = new Set<() => void>();
  private done = 0;

  constructor(private readonly around: Surroundings) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly waiting = (): readonly Waiting[] => this.all;

  /** How many have been carried out. */
  readonly sent = (): number => this.done;

  readonly decide = (decision: Decision): void => {
    this.set([...this.all, { ...decision, state: 'waiting', sendAt: this.around.now() + MINUTE_MS }]);
    this.around.after(MINUTE_MS, () => void this.send(decision.id, 'waiting'));
  };

  /** Nothing has happened then. Not possible once it is on its way. */
  readonly takeBack = (id: string): void =>
    this.set(this.all.filter((one) => one.id !== id || one.state === 'sending'));

  readonly sendNow = (id: string): Promise<void> => this.send(id, 'waiting', 'failed');

  /** What still waits goes out with the page. */
  readonly leave = (): void => {
    for (const { id } of this.all) void this.send(id, 'waiting', 'leaving');
  };

  private async send(id: string, ...when: readonly (Waiting['state'] | 'leaving')[]): Promise<void> {
    const decision = this.all.find((one) => one.id === id);
    if (!decision || !when.includes(decision.state)) return;
    this.change(id, { state: 'sending', error: undefined });
    try {
      await this.around.send(decision, when.includes('leaving'));
      this.done += 1;
      this.set(this.all.filter((one) => one.id !== id));
    } catch (error) {
      this.change(id, { state: 'failed', error });
    }
  }

  private change(id: string, change: Pick<Waiting, 'state' | 'error'>): void {
    this.set(this.all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private set(all: readonly Waiting[]): void {
    this.all = all;
    this.listeners.forEach((tell) => tell());
  }
}
