import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../i18n/i18n.js';
import type { Found } from './find.js';
import { useTraceHits } from './trace-hits.js';

export interface Hit {
  readonly to: string;
  readonly title: string;
  readonly detail: string;
}

/** What was found, as links in groups; nothing where nothing was. */
export function useGroups(found: Found): readonly (readonly [group: string, hits: readonly Hit[]])[] {
  const { t, say, word, date } = useText();
  const traces = useTraceHits(found.traces ?? []);
  const of = (contractId: string, rest: string): string => `/contracts/${contractId}/${rest}`;
  const contracts = (found.contracts ?? []).map(({ id, ref, titles, status, home }) => ({
    to: `/contracts/${id}`,
    title: ref,
    detail: [
      say(titles),
      word('contractStatus', status).toLowerCase(),
      ...(home ? [t('joint.badge').toLowerCase()] : []),
    ].join(', '),
  }));
  const people = (found.people ?? []).map(({ contractId, contractRef, participantId, pseudonym, key }) => ({
    to: of(contractId, `participants/${participantId}`),
    title: key === null ? pseudonym : `${key} (${pseudonym})`,
    detail: contractRef,
  }));
  const claims = (found.claims ?? []).map(({ contractId, contractRef, claimId, pseudonym, on, status }) => ({
    to: of(contractId, `claims/${claimId}`),
    title: pseudonym,
    detail: t('search.claimDetail', {
      contract: contractRef,
      on: date(on),
      status: word('status', status).toLowerCase(),
    }),
  }));
  const runs = (found.runs ?? []).map(({ contractId, contractRef, runId, no, status, cutOff }) => ({
    to: of(contractId, `payments/${runId}`),
    title: t('search.run', { no, contract: contractRef }),
    detail: t('search.runDetail', { status: word('runStatus', status), cutOff: date(cutOff) }),
  }));
  const groups = { contracts, people, claims, runs, traces };
  return Object.entries(groups)
    .filter(([, hits]) => hits.length > 0)
    .map(([group, hits]) => [word('search.in', group), hits]);
}

export function HitList({ hits, follow }: { readonly hits: readonly Hit[]; follow(): void }): ReactNode {
  return (
    <ul className="hits">
      {hits.map(({ to, title, detail }, at) => (
        <li key={`${to} ${at}`}>
          <Link to={to} onClick={follow}>
            <strong>{title}</strong>
            <span>{detail}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
