import { registerHooks } from 'node:module';

/**
 * Imports a TypeScript module of this workspace without a build, as Jest does: Node strips the types, and this hook reads
 * `./x.js` as `./x.ts` where only the source is there.
 */
export async function importSource(url) {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!specifier.startsWith('.') || !specifier.endsWith('.js')) throw error;
        return next(`${specifier.slice(0, -'.js'.length)}.ts`, context);
      }
    },
  });
  try {
    return await import(url);
  } finally {
    hooks.deregister();
  }
}
