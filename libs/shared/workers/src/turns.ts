import { setImmediate as turn } from 'node:timers/promises';

/** How long a loop may compute until others have their turn, in milliseconds. */
const SLICE_MS = 20;

/** For long loops over data that cannot leave (a transaction holds it): `await turns()` in each round lets everybody else be served now and then. */
export function takingTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return turn().then(() => void (since = performance.now()));
  };
}
