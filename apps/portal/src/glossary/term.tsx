import { useId, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { useText } from '../i18n/i18n.js';
import type { Entry } from './glossary.js';

type Words = typeof import('./find-entry.js');

/** The glossary is fetched once the first page stands; until then labels are labels. */
let words: Words | undefined;
const waiting = new Set<() => void>();
const listen = (told: () => void): (() => void) => {
  waiting.add(told);
  if (!words)
    void import('./find-entry.js').then((module) => {
      words = module;
      waiting.forEach((tell) => tell());
    });
  return () => waiting.delete(told);
};

/** What a label means, behind a button beside it, when it is a word of the field. */
export function Tip({ of }: { readonly of: string }) {
  const { language } = useText();
  const known = useSyncExternalStore(listen, () => words);
  const entry = known?.entryOf(of, language);
  return known && entry ? <Explained entry={entry} place={known.placeOf(entry)} of={of} /> : null;
}

function Explained({ entry, place, of }: { readonly entry: Entry; readonly place: string; readonly of: string }) {
  const { t, language } = useText();
  const id = useId();
  const [headword] = entry[language];
  return (
    <span className="term">
      <button type="button" className="tip" popoverTarget={id} aria-label={t('glossary.what', { word: of })}>
        ?
      </button>
      <span id={id} popover="auto" className="tip-text">
        <strong>{headword}</strong> {entry.means[language === 'da' ? 0 : 1]}{' '}
        <Link to={`/glossary#${place}`}>{t('glossary.all')}</Link>
      </span>
    </span>
  );
}
