import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let isOnPaper = false;
const readers = new Set<() => void>();

/** Drawn at once: what is read or printed right after is the page as it goes on paper. */
const put = (onPaper: boolean): void =>
  flushSync(() => {
    isOnPaper = onPaper;
    readers.forEach((reader) => reader());
  });
const subscribe = (reader: () => void): (() => void) => {
  readers.add(reader);
  return () => readers.delete(reader);
};

window.addEventListener('beforeprint', () => put(true));
window.addEventListener('afterprint', () => put(false));

/** Whether the page goes on paper just now: nothing can be pressed there, so everything is unfolded. */
export const useOnPaper = (): boolean => useSyncExternalStore(subscribe, () => isOnPaper);

/** What `read` makes of the page as it goes on paper. */
export function onPaper<T>(read: () => T): T {
  put(true);
  try {
    return read();
  } finally {
    put(false);
  }
}
