import { useEffect, useRef, useState, type RefObject } from 'react';

/** Whether the window is a phone's: table rows are cards there. */
export const isNarrow = (): boolean => window.matchMedia('(max-width: 640px)').matches;

/** How wide an element is: a picture that is drawn to it has letters of the same size on every screen. */
export function useWidth<E extends HTMLElement>(): readonly [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.round(entry!.contentRect.width))));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
