import type { Io } from './io.js';

const QUIET_MS = 400;
const WIDTH = 30;

/** A bar on stderr, for people only, and only when it takes a while. */
export class Progress {
  private readonly since: number;
  private shown = -1;

  constructor(private readonly io: Io) {
    this.since = io.now();
  }

  readonly update = (done: number, of: number): void => {
    const percent = Math.floor((done * 100) / of);
    if (!this.io.watched || percent === this.shown || this.io.now() - this.since < QUIET_MS) return;
    this.shown = percent;
    const filled = Math.floor((percent * WIDTH) / 100);
    this.io.err(`\r[${'█'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${String(percent).padStart(3)} %`);
  };

  /** Takes the bar away again. */
  clear(): void {
    if (this.shown >= 0) this.io.err(`\r${' '.repeat(WIDTH + 8)}\r`);
  }
}
