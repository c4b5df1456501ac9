/**
 * Stands in for `@jest/globals` where specs run outside Jest: the same `expect` and the same tables, but `describe` and `it` only
 * collect. Hooks, mocks and snapshots are not here, so a spec that needs them fails when it is imported.
 */
import { bind } from 'jest-each';
export { expect } from 'expect';

let collected = [];
let prefix = '';

/** The tests that an import declares. */
export async function collect(load) {
  [collected, prefix] = [[], ''];
  await load();
  return collected;
}

export function describe(title, declare) {
  const outside = prefix;
  prefix = `${prefix}${title} `;
  declare();
  prefix = outside;
}

export function it(title, run) {
  collected.push({ title: `${prefix}${title}`, run });
}

describe.each = bind(describe);
it.each = bind(it);
