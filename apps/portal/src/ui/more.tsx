import { useText } from '../i18n/i18n.js';

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** The next page, where there is one. */
export function More({ of: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { readonly of: Paged }) {
  const { t } = useText();
  return hasNextPage ? (
    <p>
      <button
        type="button"
        className="button button-secondary"
        disabled={isFetchingNextPage}
        onClick={() => void fetchNextPage()}
      >
        {t(isFetchingNextPage ? 'state.loading' : 'state.more')}
      </button>
    </p>
  ) : null;
}
