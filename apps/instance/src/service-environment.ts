import { HOSTED, type Hosted } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';

const PREFIX = /^([A-Z]+)__(.+)$/;
const isHosted = (name: string): name is Hosted => (HOSTED as readonly string[]).includes(name);

/**
 * The environment of one service inside the shared one: `PAYMENTS__DATABASE_URL` is `DATABASE_URL` to payments and nothing to
 * the others; a variable without prefix is everybody's, unless the service has its own.
 */
export function environmentOf(service: Hosted, env: Env): Env {
  const entries = Object.entries(env);
  const shared = entries.filter(([name]) => !isHosted(PREFIX.exec(name)?.[1]?.toLowerCase() ?? ''));
  const own = entries.flatMap(([name, value]) => {
    const [, prefix, rest] = PREFIX.exec(name) ?? [];
    return prefix?.toLowerCase() === service && rest ? [[rest, value] as const] : [];
  });
  // A value of one's own also replaces a shared file of the same variable, and the other way round.
  const replaced = new Set(
    own.flatMap(([name]) => [name, name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : `${name}_FILE`]),
  );
  return Object.fromEntries([...shared.filter(([name]) => !replaced.has(name)), ...own]);
}

/** Which services `SERVICES` chooses (comma-separated); all when it is absent. @throws Error naming what is no service. */
export function chosenServices(env: Env): readonly Hosted[] {
  const wanted = env['SERVICES']
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (!wanted?.length) return HOSTED;
  const unknown = wanted.filter((name) => !isHosted(name));
  if (unknown.length > 0) throw new Error(`SERVICES names ${unknown.join(', ')}; it may name ${HOSTED.join(', ')}`);
  return HOSTED.filter((name) => wanted.includes(name));
}
