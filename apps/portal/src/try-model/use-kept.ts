import { useEffect, useState } from 'react';

/** State that survives a reload of the page, in this window only. What cannot be read is as if nothing had been kept. */
export function useKept<T>(
  key: string,
  otherwise: T,
  isFit: (kept: unknown) => kept is T,
): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
      return isFit(kept) ? kept : otherwise;
    } catch {
      return otherwise;
    }
  });
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(value)), [value]);
  return [value, setValue];
}
