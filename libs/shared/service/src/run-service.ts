import type { Env } from '@ringvirkning/config';
import type { ServiceDefinition } from './definition.js';
import { startService } from './start-service.js';

/** A service as a process of its own: stops on SIGTERM and SIGINT; when it cannot start, says why in one line and exits with 1. */
export async function runService(definition: ServiceDefinition, env: Env): Promise<void> {
  const running = await startService(definition, env).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // `on`, not `once`: a second signal must not cut the first one's work short.
    process.on(signal, () => {
      void running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
