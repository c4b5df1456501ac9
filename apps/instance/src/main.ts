import { startInstance } from './start-instance.js';

const instance = await startInstance(process.env).catch((error: Error) => {
  process.stderr.write(`${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exit(1);
});

// eslint-disable-next-line house/no-module-state -- the program itself, which nothing imports
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // A second signal must not cut the first one's work short.
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void instance.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
