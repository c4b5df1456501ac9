/**
 * Stands in for `@jest/globals` where specs run outside Jest: the same `expect`, tables, mocks and clock, but `describe` and `it` only
 * collect. Snapshots and mocks of modules are not here, so a spec that needs them fails when it is imported.
 */
import { ModernFakeTimers } from '@jest/fake-timers';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';
export { expect } from 'expect';

/** What stands outside all others: its title, and what runs before and after what is in it. */
const outermost = () => ({ title: '', before: [], after: [], beforeEach: [], afterEach: [] });
let collected = [];
let scopes = [outermost()];

/** The tests that an import declares, each with the scopes it stands in, outermost first. */
export async function collect(load) {
  [collected, scopes] = [[], [outermost()]];
  await load();
  return collected;
}

export function describe(title, declare) {
  const outside = scopes;
  scopes = [...scopes, { ...outermost(), title: `${title} ` }];
  declare();
  scopes = outside;
}

export function it(title, run) {
  collected.push({ title: `${scopes.map((scope) => scope.title).join('')}${title}`, run, scopes });
}

describe.each = bind(describe);
it.each = bind(it);

export const beforeAll = (run) => void scopes.at(-1).before.push(run);
export const afterAll = (run) => void scopes.at(-1).after.push(run);
export const beforeEach = (run) => void scopes.at(-1).beforeEach.push(run);
export const afterEach = (run) => void scopes.at(-1).afterEach.push(run);

const clock = new ModernFakeTimers({ config: { fakeTimers: {}, rootDir: process.cwd() }, global: globalThis });
const mocker = new ModuleMocker(globalThis);
export const jest = {
  fn: (implementation) => mocker.fn(implementation),
  useFakeTimers: (options) => clock.useFakeTimers(options),
  useRealTimers: () => clock.useRealTimers(),
  advanceTimersByTimeAsync: (ms) => clock.advanceTimersByTimeAsync(ms),
};

/** Whether anything runs around these tests: then their order is theirs. */
export const hasHooks = (tests) =>
  tests.some(({ scopes: own }) =>
    own.some(
      (scope) => scope.before.length + scope.after.length + scope.beforeEach.length + scope.afterEach.length > 0,
    ),
  );

/** Runs a test with what its scopes want before and after it; `entered` are the scopes whose tests have begun. */
export async function runTest({ run, scopes: own }, entered) {
  for (const scope of own.filter((each) => !entered.has(each))) {
    entered.add(scope);
    for (const hook of scope.before) await hook();
  }
  for (const scope of own) for (const hook of scope.beforeEach) await hook();
  try {
    await run();
  } finally {
    for (const scope of own.toReversed()) for (const hook of scope.afterEach) await hook();
  }
}

/** What scopes want after their last test, innermost first. */
export async function leave(entered) {
  for (const scope of [...entered].reverse()) for (const hook of scope.after) await hook();
}
