/** How much may pass before the young garbage is collected. */
const EVERY = 3_145_728;
// eslint-disable-next-line house/no-module-state -- counts for the process, whose garbage it is about
let passed = 0;

/**
 * Told of all bytes that stream through. They lie outside V8's heap, which lets some 150 MB of them pass before it looks; where the process was started with
 * `--expose-gc` a short collection every 3 MB keeps memory flat (measured in docs/performance.md).
 */
export function letGo(bytes: number): void {
  passed += bytes;
  if (passed < EVERY) return;
  passed = 0;
  void globalThis.gc?.({ type: 'minor' });
}
