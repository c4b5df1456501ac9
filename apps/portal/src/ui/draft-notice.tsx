import { useText } from '../i18n/i18n.js';

/** Tells that what stands in a form was written earlier, and offers to begin anew. */
export function DraftNotice({ at, forget }: { readonly at: string | undefined; forget(): void }) {
  const { t, instant } = useText();
  if (at === undefined) return null;
  return (
    <div className="alert alert-info notice" role="status">
      <p className="alert-text">{t('draft.restored', { at: instant(at) })}</p>
      <p className="notice-actions">
        <button type="button" className="button button-tertiary" onClick={forget}>
          {t('draft.anew')}
        </button>
      </p>
    </div>
  );
}
