import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const NODE = Symbol.for('ringvirkning.node-require');
globalThis[NODE] = require;

/** A script of an installed package. */
export const isOfPackage = (path) => path.includes('/node_modules/') && /\.[cm]?js$/.test(path);

/**
 * Whether a module stays for the next spec file: Node's, those of packages, and our sources, which hold no state that a spec could see.
 * Specs go with what lies beside them in `test`; so does the portal, whose modules are those of one page.
 * @param key its address, or Jest's name for something it made.
 */
export const isKept = (key) =>
  key.startsWith('node:') ||
  (key.startsWith('file:') &&
    (isOfPackage(key) || (/\/src\/.*\.tsx?$/.test(key) && !/spec\.tsx?$|\/apps\/portal\//.test(key))));

const standIns = new Map();

/** Code of a module that has what Node's own module at this path has. */
export function standIn(path, isEsm) {
  const key = `${isEsm} ${path}`;
  if (!standIns.has(key)) standIns.set(key, isEsm ? esm(path) : `module.exports = ${required(path)};`);
  return standIns.get(key);
}

const required = (path) => `globalThis[Symbol.for('${NODE.description}')](${JSON.stringify(path)})`;

function esm(path) {
  const names = Object.keys(require(path)).filter((name) => name !== '__esModule' && name !== 'module.exports');
  const exported = names.map(
    (name, n) => `const _${n} = its[${JSON.stringify(name)}]; export { _${n} as ${JSON.stringify(name)} };`,
  );
  return [`const its = ${required(path)};`, ...exported].join('\n');
}
