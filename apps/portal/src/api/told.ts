import { useSyncExternalStore } from 'react';
import type { Act } from './use-action.js';

/** What was just done, in words, and how it is taken back where that is honest. */
export interface Told {
  readonly text: string;
  readonly undo?: Act | undefined;
}

/** As long as decisions can be taken back. */
const SHOWN_MS = 60_000;

let last: Told | undefined;
const listeners = new Set<() => void>();
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function set(told: Told | undefined): void {
  last = told;
  listeners.forEach((hear) => hear());
}

/** Says what was done, on whatever page the person is by then, until something else is said. */
export function tell(told: Told): void {
  set(told);
  setTimeout(() => last === told && set(undefined), SHOWN_MS);
}

/** The person has read it. */
export const forgetTold = (): void => set(undefined);

export const useTold = (): Told | undefined => useSyncExternalStore(listen, () => last);
