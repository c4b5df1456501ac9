import { useEffect, useState } from 'react';
import { useKept } from './use-kept.js';

export type Version = 'A' | 'B';
const KEPT = 'ringvirkning.try-model';

interface Texts {
  readonly A: string;
  readonly B?: string | undefined;
}

const isTexts = (kept: unknown): kept is Texts =>
  typeof kept === 'object' &&
  kept !== null &&
  'A' in kept &&
  typeof kept.A === 'string' &&
  (!('B' in kept) || typeof kept.B === 'string');

/** The texts that are tried. They survive a reload of the page, in this window only. */
export function useVersions(start: string | undefined) {
  const [texts, setTexts] = useKept<Texts>(KEPT, { A: '' }, isTexts);
  const [version, setVersion] = useState<Version>('A');
  const [before, setBefore] = useState<string>();
  useEffect(() => {
    if (start !== undefined && texts.A === '' && texts.B === undefined) setTexts({ A: start });
  }, [start]);
  const write = (text: string) => setTexts({ ...texts, [version]: text });
  return {
    texts,
    version,
    replaced: before !== undefined,
    change: (text: string) => {
      setBefore(undefined);
      write(text);
    },
    /** Puts another text in place of the present one, which can be had back. */
    replace: (text: string) => {
      setBefore(texts[version] ?? '');
      write(text);
    },
    undo: () => {
      write(before ?? '');
      setBefore(undefined);
    },
    choose: (next: Version) => {
      setBefore(undefined);
      setVersion(next);
    },
    /** Version B begins as a copy of A. */
    compare: () => {
      setTexts({ ...texts, B: texts.A });
      setVersion('B');
    },
    stopComparing: () => {
      setTexts({ A: texts.A });
      setVersion('A');
    },
  };
}
