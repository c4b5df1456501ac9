import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useShortcuts, useShortcutsOn } from '../claims/review/use-shortcuts.js';
import { useText } from '../i18n/i18n.js';

const SearchDialog = lazy(async () => ({ default: (await import('./search-dialog.js')).SearchDialog }));

/** Opens the search from any page: by button, by Ctrl-K, and by `/` for whom single keys are not turned off. */
export function SearchButton() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [singleKeys] = useShortcutsOn();
  useShortcuts({ '/': () => setOpen(true) }, singleKeys);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) setOpen(true);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" className="search-button" aria-keyshortcuts="/ Control+K" onClick={() => setOpen(true)}>
        <Glass />
        <span>{t('app.search')}</span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      {open &&
        createPortal(
          <Suspense>
            <SearchDialog close={() => setOpen(false)} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}

const Glass = () => (
  <svg className="glass" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="8.5" cy="8.5" r="5.5" />
    <path d="M12.8 12.8 18 18" />
  </svg>
);
