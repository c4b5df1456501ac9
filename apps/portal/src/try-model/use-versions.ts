import { useEffect, useState } from 'react';

export type Version = 'A' | 'B';
const KEPT = 'ringvirkning.try-model';

interface Texts {
  readonly A: string;
  readonly B?: string | undefined;
}

/** The texts that are tried. They survive a reload of the page, in this window only. */
export function useVersions(start: string | undefined) {
  const [texts, setTexts] = useState<Texts>(kept);
  const [version, setVersion] = useState<Version>('A');
  const [before, setBefore] = useState<string>();
  useEffect(() => {
    if (start !== undefined && texts.A === '' && texts.B === undefined) setTexts({ A: start });
  }, [start]);
  useEffect(() => sessionStorage.setItem(KEPT, JSON.stringify(texts)), [texts]);
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

function kept(): Texts {
  try {
    const { A, B } = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Partial<Texts>;
    return { A: typeof A === 'string' ? A : '', ...(typeof B === 'string' ? { B } : {}) };
  } catch {
    return { A: '' };
  }
}
