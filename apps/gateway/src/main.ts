import 'reflect-metadata';
import { startGateway } from './start-gateway.js';

/** The gateway as a process of its own: stops on SIGTERM and SIGINT; when it cannot start, says why in one line. */
const running = await startGateway(process.env).catch((error: Error) => {
  process.stderr.write(`gateway cannot start: ${error.message}\n`);
  process.exit(1);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(
    signal,
    () =>
      void running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      ),
  );
