import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTold } from '../../api/told.js';
import { AFFECTED } from '../../api/use-action.js';
import { useText } from '../../i18n/i18n.js';
import { useDecisions } from './use-decisions.js';

/** Nobody has done anything yet when the first page is here; fetched right after it, since the connection may be gone by then. */
const list = () => import('./decision-list.js').then((it) => ({ default: it.DecisionList }));
const DecisionList = lazy(list);

/** What else keeps to the foot of the window stands above the bar, however high it is. @returns what gives the room back */
function makeRoomFor(bar: HTMLElement): () => void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--decided', `${bar.offsetHeight}px`));
  observer.observe(bar);
  return () => {
    observer.disconnect();
    style.removeProperty('--decided');
  };
}

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
  const bar = useRef<HTMLElement>(null);
  const isShown = waiting.length > 0 || told !== undefined;
  useEffect(() => (isShown ? makeRoomFor(bar.current!) : undefined), [isShown]);
  return (
    <>
      <p role="status" className="sr-only">
        {newest?.state === 'waiting' && t('review.toldAloud', { said: newest.said })}
      </p>
      <p role="status" className="sr-only">
        {told?.text}
      </p>
      {isShown && (
        <aside ref={bar} className="decision-bar" aria-label={t('review.waiting')}>
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
