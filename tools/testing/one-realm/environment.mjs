import { ModernFakeTimers } from '@jest/fake-timers';
import { Logger } from '@nestjs/common';
import { ModuleMocker } from 'jest-mock';

/**
 * Where spec files run: the worker's own realm, one after the other (ADR 80). What a file leaves behind on the global object, in the
 * environment variables, among the listeners of the process or at Nest's logger is taken back after it.
 */
export default class OneRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  /** Jest's older clock, which nothing here uses. */
  fakeTimers = null;
  #exportConditions;
  #takeBack = [keep(globalThis), keep(process.env), keep(Logger), keepListeners(), keepExit()];

  constructor({ projectConfig }) {
    this.#exportConditions = projectConfig.testEnvironmentOptions.customExportConditions;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.fakeTimersModern = null;
    for (const takeBack of this.#takeBack) takeBack();
    this.global = null;
  }

  exportConditions() {
    return this.#exportConditions;
  }

  getVmContext() {
    return this.global;
  }
}

/** @returns what takes away the properties that the object has got since, and gives it back those it lost or changed. */
function keep(object) {
  const before = Object.getOwnPropertyDescriptors(object);
  return () => {
    for (const key of Reflect.ownKeys(object)) if (!Object.hasOwn(before, key)) Reflect.deleteProperty(object, key);
    for (const key of Reflect.ownKeys(before))
      if ('value' in before[key] && object[key] !== before[key].value) Object.defineProperty(object, key, before[key]);
  };
}

function keepListeners() {
  const before = new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));
  return () => {
    for (const event of process.eventNames())
      for (const listener of process.rawListeners(event))
        if (!before.get(event)?.includes(listener)) process.removeListener(event, listener);
  };
}

/** Jest replaces it for every file by one that says who called it. */
function keepExit() {
  const { exit } = process;
  return () => void (process.exit = exit);
}
