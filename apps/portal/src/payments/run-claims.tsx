import { useState } from 'react';
import { Link } from 'react-router';
import type { Run, RunClaim } from '@ringvirkning/payments-api';
import { useRunClaims } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import type { Names } from './run-difference.js';

interface RunClaimsProps {
  readonly run: Pick<Run, 'runId' | 'contractId' | 'currency'>;
  readonly names: Names;
}

/** The claims that came or went with a run. Shown when asked for: each is about a citizen, and the look is logged. */
export function RunClaims(props: RunClaimsProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('diff.claims')}>
      <p className="note">{t('diff.claimsHint')}</p>
      {open ? (
        <Claims {...props} />
      ) : (
        <button type="button" className="button button-secondary" onClick={() => setOpen(true)}>
          {t('diff.claimsShow')}
        </button>
      )}
    </Section>
  );
}

function Claims({ run, names }: RunClaimsProps) {
  const claims = useRunClaims(run.runId);
  return (
    <>
      <Loaded query={claims}>
        {({ pages }) => <ClaimTable run={run} names={names} claims={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      <More of={claims} />
    </>
  );
}

function ClaimTable({ run, names, claims }: RunClaimsProps & { readonly claims: readonly RunClaim[] }) {
  const { t } = useText();
  return (
    <Table
      caption={t('diff.claims')}
      captionHidden
      rows={claims}
      empty={t('diff.claimsNone')}
      rowKey={({ claimId, change }) => `${claimId}-${change}`}
      columns={[
        {
          key: 'claim',
          title: t('diff.claim'),
          heading: true,
          value: ({ outcome, followUp }) =>
            [names.outcome(outcome), followUp && names.followUp(followUp)].filter(Boolean).join(' – '),
          cell: ({ claimId, outcome, followUp }) => (
            <Link to={`/contracts/${run.contractId}/claims/${claimId}`}>
              {names.outcome(outcome)}
              {followUp && ` – ${names.followUp(followUp)}`}
            </Link>
          ),
        },
        { key: 'on', title: t('diff.on'), value: ({ on }) => ({ day: on }) },
        { key: 'change', title: t('diff.change'), filter: true, value: ({ change }) => t(`diff.change.${change}`) },
        { key: 'gross', title: t('diff.gross'), value: ({ gross }) => moneyOf(gross, run.currency) },
      ]}
    />
  );
}
