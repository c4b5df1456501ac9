import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useTold } from '../../api/told.js';
import { AFFECTED } from '../../api/use-action.js';
import { useText } from '../../i18n/i18n.js';
import { useDecisions } from './use-decisions.js';

/** Nobody has done anything yet when the first page is here; fetched right after it, since the connection may be gone by then. */
const list = () => import('./decision-list.js').then((it) => ({ default: it.DecisionList }));
const DecisionList = lazy(list);

/** What was decided or done in the last minute, on every page: told aloud once, taken back or sent at once by a button. */
export function DecisionBar() {
  const { t } = useText();
  const { waiting, sent } = useDecisions();
  const queries = useQueryClient();
  useEffect(() => void list(), []);
  useEffect(() => {
    if (sent > 0) void queries.invalidateQueries(AFFECTED);
  }, [sent, queries]);
  const newest = waiting.at(-1);
  const told = useTold();
  return (
    <>
      <p role="status" className="sr-only">
        {newest?.state === 'waiting' && t('review.toldAloud', { said: newest.said })}
      </p>
      <p role="status" className="sr-only">
        {told?.text}
      </p>
      {(waiting.length > 0 || told) && (
        <aside className="decision-bar" aria-label={t('review.waiting')}>
          <div className="container">
            <Suspense>
              <DecisionList waiting={waiting} told={told} />
            </Suspense>
          </div>
        </aside>
      )}
    </>
  );
}
