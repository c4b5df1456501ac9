import { startGateway } from '@ringvirkning/app-gateway';
import type { Hosted } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { startService } from '@ringvirkning/service';
import { definitions } from './definitions.js';
import { chosenServices, environmentOf } from './service-environment.js';

export interface RunningInstance {
  /** Where each hosted service listens. */
  readonly urls: Readonly<Partial<Record<Hosted, string>>>;
  /** Where each tells its metrics; the gateway where it was given a port for that. */
  readonly metricsUrls: Readonly<Partial<Record<Hosted, string>>>;
  /** Lets running work finish, the gateway's first. */
  stop(): Promise<void>;
}

/** The framework logs for all services of a process at one place, so it cannot say for which. */
const PROCESS = 'instance';

interface Running {
  readonly url: string;
  readonly metricsUrl?: string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts the chosen services of one municipality in this process, each with its own environment, database and broker user.
 * @throws Error naming the service that does not start; the others are stopped then.
 */
export async function startInstance(env: Env): Promise<RunningInstance> {
  const chosen = chosenServices(env);
  const running = new Map<Hosted, Running>();
  const stop = async (): Promise<void> => {
    for (const service of [...running.values()].reverse()) await service.stop();
  };
  try {
    const services = chosen.filter((name) => name !== 'gateway');
    const started = await Promise.allSettled(
      services.map(async (name) =>
        running.set(
          name,
          await named(name, startService(definitions[name], environmentOf(name, env), { processName: PROCESS })),
        ),
      ),
    );
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    if (chosen.includes('gateway'))
      running.set(
        'gateway',
        await named('gateway', startGateway({ ...addresses(running), ...environmentOf('gateway', env) }, PROCESS)),
      );
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = Object.fromEntries([...running].map(([name, { url }]) => [name, url]));
  return { urls, metricsUrls: metricsUrls(running), stop };
}

const metricsUrls = (running: ReadonlyMap<Hosted, Running>): RunningInstance['metricsUrls'] =>
  Object.fromEntries(
    [...running]
      .map(([name, { url, metricsUrl }]) => [name, name === 'gateway' ? metricsUrl : `${url}/metrics`] as const)
      .filter(([, url]) => url !== undefined),
  );

const named = <T>(name: Hosted, starting: Promise<T>): Promise<T> =>
  starting.catch((error: Error) =>
    Promise.reject(new Error(`${name} cannot start: ${error.message}`, { cause: error })),
  );

/** The gateway's addresses of what runs beside it; its environment may name others. */
const addresses = (running: ReadonlyMap<Hosted, Running>): Env =>
  Object.fromEntries([...running].map(([name, { url }]) => [`${name.toUpperCase()}_URL`, url]));
