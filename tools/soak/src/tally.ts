interface Count {
  passed: number;
  failed: number;
  seconds: number;
}

/** What has passed and what has not, told as it comes. */
export class Tally {
  private readonly counts = new Map<string, Count>();

  /** Runs something with a seed, and notes how it went. @returns whether it passed. */
  async time(name: string, seed: number, work: () => Promise<unknown>): Promise<boolean> {
    const began = performance.now();
    const why = await work().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const seconds = (performance.now() - began) / 1000;
    if (why === undefined) console.log(`  ${name}, seed ${seed}: ${seconds.toFixed(1)} s`);
    this.note(name, seed, seconds, why);
    return why === undefined;
  }

  /** @param why Absent for what passed. */
  note(name: string, seed: number, seconds: number, why?: string): void {
    const count = this.counts.get(name) ?? { passed: 0, failed: 0, seconds: 0 };
    this.counts.set(name, count);
    count.seconds += seconds;
    if (why === undefined) return void (count.passed += 1);
    count.failed += 1;
    console.log(`✗ ${name}, seed ${seed}: ${why.split('\n').slice(0, 12).join('\n    ')}`);
    console.log(`    again: npm run soak -- --scenario ${name} --seeds ${seed}-${seed}`);
  }

  /** A line for each. @returns whether all passed, and there was something. */
  tell(): boolean {
    for (const [name, { passed, failed, seconds }] of this.counts)
      console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed, ${seconds.toFixed(0)} s`);
    return this.counts.size > 0 && [...this.counts.values()].every(({ failed }) => failed === 0);
  }
}
