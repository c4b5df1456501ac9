const REMIND_MS = 5_000;

/** Tells on the terminal what is done, and every few seconds what is still starting. */
export function progress(write: (text: string) => void = (text) => void process.stdout.write(text)) {
  const open = new Map<string, number>();
  const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
  const line = (text: string) => write(`${text}\n`);
  const reminder = setInterval(() => {
    if (open.size > 0)
      line(`  … still starting: ${[...open].map(([title, since]) => `${title} (${seconds(since)})`).join(', ')}`);
  }, REMIND_MS);
  reminder.unref();
  return {
    line,
    async step<T>(title: string, work: Promise<T>): Promise<T> {
      const since = Date.now();
      open.set(title, since);
      try {
        const result = await work;
        line(`  ✓ ${title} (${seconds(since)})`);
        return result;
      } finally {
        open.delete(title);
      }
    },
  };
}
export type Progress = ReturnType<typeof progress>;

/** The same, with whom it is about before each line. */
export const about = (name: string, tell: Progress): Progress => ({
  line: (text) => tell.line(`  ${name}: ${text.trimStart()}`),
  step: (title, work) => tell.step(`${name}: ${title}`, work),
});
