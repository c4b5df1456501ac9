import type { Env } from '@ringvirkning/config';
import { scrub } from '@ringvirkning/observability';
import type { ServiceDefinition } from './definition.js';
import { startService, type RunningService } from './start-service.js';

/** A service as a process of its own: stops on SIGTERM and SIGINT; when it cannot start, says why in one line and exits with 1. */
export async function runService(definition: ServiceDefinition, env: Env): Promise<void> {
  const running = await startService(definition, env).catch((error: unknown) => {
    process.stderr.write(`${definition.name} cannot start: ${oneLine(error)}\n`);
    process.exit(1);
  });
  stopOnSignal(running);
}

function stopOnSignal(running: RunningService): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/** An AggregateError (several addresses refused) has no message of its own. */
const oneLine = (error: unknown): string => {
  const { message, errors } = error as Partial<AggregateError>;
  return scrub(message || errors?.map(String).join(', ') || String(error)).replaceAll(/\s*\n\s*/g, ' ');
};
