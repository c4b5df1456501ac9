import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ContractTask, ContractWorkList } from '@ringvirkning/contracts-api';
import type { Task, WorkList } from '@ringvirkning/outcomes-api';
import type { PaymentTask, PaymentWorkList } from '@ringvirkning/payments-api';
import { useContract, useContractTasks, useOutcomeTasks, usePaymentTasks } from '../api/queries.js';
import { useMay, useSession } from '../api/session.js';
import { ObjectionActions } from '../claims/claim-actions.js';
import { termsOf } from '../contracts/terms-view.js';
import { ContractTitle, useContractTitle } from '../contracts/contract-title.js';
import { namesOf } from '../contracts/terms-words.js';
import { FollowUpActions } from '../people/follow-up-actions.js';
import { RunActions } from '../payments/run-actions.js';
import { BehindTasks } from './behind-tasks.js';
import { SettlementTasks } from './settlement-tasks.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { Empty, Loaded } from '../ui/notices.js';
import { FoldedTable, Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);

/** What waits for the person who is signed in, from all services, with the actions in place. One service that is down hides only its own part. */
export function WorkListPage() {
  const { t, word } = useText();
  const { data: person } = useSession();
  const may = useMay();
  const [reads, pays] = [may('outcomes.read'), may('payments.read')];
  const [contracts, outcomes, payments] = [useContractTasks(true), useOutcomeTasks(reads), usePaymentTasks(pays)];
  const nothing =
    contracts.data?.items.length === 0 &&
    (!reads || (outcomes.data?.items.length === 0 && outcomes.data.behind.length === 0)) &&
    (!pays || (payments.data?.items.length === 0 && payments.data.settlements.length === 0));
  return (
    <Page
      title={t('work.title')}
      lead={
        <p>
          {t('work.intro', {
            roles: (person?.roles ?? [])
              .map((role) => word('role', role))
              .join(', ')
              .toLowerCase(),
          })}
        </p>
      }
    >
      {nothing && <Empty>{t('work.none')}</Empty>}
      <Loaded<ContractWorkList> query={contracts}>{({ items }) => <ContractTasks tasks={items} />}</Loaded>
      {pays && (
        <Loaded<PaymentWorkList> query={payments}>
          {({ items, settlements }) => (
            <>
              <PaymentTasks tasks={items} />
              <SettlementTasks tasks={settlements} />
            </>
          )}
        </Loaded>
      )}
      {reads && (
        <Loaded<WorkList> query={outcomes}>
          {(data) => (
            <>
              <BehindTasks tasks={data.behind} />
              <OutcomeTasks list={data} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

/** Tasks by kind, in the order in which kinds first appear. */
function byKind<T extends { readonly kind: string }>(tasks: readonly T[]): [T['kind'], T[]][] {
  const kinds = [...new Set(tasks.map(({ kind }): T['kind'] => kind))];
  return kinds.map((kind) => [kind, tasks.filter((task) => task.kind === kind)]);
}

function ContractTasks({ tasks }: { readonly tasks: readonly ContractTask[] }): ReactNode {
  const { t, word, instant } = useText();
  return byKind(tasks).map(([kind, rows]) => (
    <Section key={kind} title={t(`task.${kind}`)}>
      <Table
        caption={t('work.caption', { kind: t(`task.${kind}`), count: rows.length })}
        captionHidden
        rows={rows}
        rowKey={({ contractId, role, party }) => `${contractId}-${role}-${party}`}
        columns={[
          {
            key: 'contract',
            title: t('work.contract'),
            heading: true,
            cell: ({ contractId, title, ref }) => (
              <>
                <ContractTitle id={contractId} title={title} />
                <span className="cell-note">{ref}</span>
              </>
            ),
          },
          { key: 'as', title: t('sign.as'), cell: ({ role }) => (role ? word('role', role) : '–') },
          { key: 'since', title: t('work.since'), cell: ({ since }) => instant(since) },
          {
            key: 'act',
            title: t('table.actions'),
            cell: ({ contractId, title }) => (
              <span className="actions">
                <Link className="button button-secondary" to={`/contracts/${contractId}/terms`}>
                  {t('act.open')}
                  <span className="sr-only">
                    {' '}
                    – <ContractTitle id={contractId} title={title} />
                  </span>
                </Link>
              </span>
            ),
          },
        ]}
      />
    </Section>
  ));
}

function PaymentTasks({ tasks }: { readonly tasks: readonly PaymentTask[] }): ReactNode {
  const { t, date } = useText();
  const titleOf = useContractTitle();
  const nameOf = ({ contractId, title, no }: PaymentTask): string =>
    `${titleOf(contractId, title)}, ${t('runs.run', { no }).toLowerCase()}`;
  return byKind(tasks).map(([kind, rows]) => (
    <Section key={kind} title={t(`task.${kind}`)}>
      <Table
        caption={t('work.caption', { kind: t(`task.${kind}`), count: rows.length })}
        captionHidden
        rows={rows}
        rowKey={({ runId }) => runId}
        columns={[
          {
            key: 'contract',
            title: t('work.contract'),
            heading: true,
            cell: (task) => (
              <>
                <Link
                  to={
                    task.dueId === null
                      ? `/contracts/${task.contractId}/payments/${task.runId}`
                      : `/payments-due/${task.dueId}`
                  }
                >
                  {nameOf(task)}
                </Link>
                <span className="cell-note">{task.ref}</span>
              </>
            ),
          },
          { key: 'cutOff', title: t('runs.cutOff'), cell: ({ cutOff }) => date(cutOff) },
          {
            key: 'amount',
            title: t('runs.amount'),
            figures: true,
            cell: ({ amount, currency }) => <Amount amount={amount} currency={currency} />,
          },
          {
            key: 'act',
            title: t('table.actions'),
            cell: (task) => <PaymentTaskActions task={task} about={nameOf(task)} />,
          },
        ]}
      />
    </Section>
  ));
}

/** A run is signed in place. What is due to another is looked at first: how it came about is told nowhere else here. */
function PaymentTaskActions({ task, about }: { readonly task: PaymentTask; readonly about: string }): ReactNode {
  const { t } = useText();
  if (task.kind === 'certify' || task.kind === 'authorise')
    return <RunActions {...task} status={task.kind === 'certify' ? 'calculated' : 'certified'} about={about} />;
  const to =
    task.dueId === null ? `/contracts/${task.contractId}/payments/${task.runId}` : `/payments-due/${task.dueId}`;
  return (
    <span className="actions">
      <Link className="button button-secondary" to={to}>
        {t('act.open')}
        <span className="sr-only"> – {about}</span>
      </Link>
    </span>
  );
}

/** What one can finish here first; follow-ups, which one can only start here, last. */
const ORDER: readonly Task['kind'][] = [
  'returned',
  'attest',
  'verify',
  'decide-objection',
  'follow-up-overdue',
  'follow-up-due',
  'measurement-due',
];

function OutcomeTasks({ list }: { readonly list: WorkList }): ReactNode {
  const text = useText();
  const { t, date, instant } = text;
  return byKind(list.items.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))).map(([kind, rows]) => {
    const counted = list.counts[kind] ?? rows.length;
    const count = `${text.count(counted)}${list.more.includes(kind) ? '+' : ''}`;
    return (
      <Section key={kind} title={t('work.heading', { kind: t(`task.${kind}`), count })}>
        <FoldedTable
          caption={t('work.caption', { kind: t(`task.${kind}`), count })}
          captionHidden
          rows={rows}
          rowKey={(task) => `${task.claimId ?? task.participantId}-${task.outcome}-${task.followUp}`}
          columns={[
            {
              key: 'what',
              title: t('work.what'),
              heading: true,
              cell: (task) => (
                <>
                  <span className="pseudonym">{task.pseudonym}</span> {task.key && `(${task.key}) `}–{' '}
                  <OutcomeName task={task} />
                  {task.note && <span className="cell-note">{task.note}</span>}
                </>
              ),
            },
            {
              key: 'contract',
              title: t('work.contract'),
              cell: ({ contractId, contractTitle }) => (
                <Link to={`/contracts/${contractId}/claims`}>
                  <ContractTitle id={contractId} title={contractTitle} />
                </Link>
              ),
            },
            {
              key: 'when',
              title: kind.startsWith('follow-up') || kind === 'measurement-due' ? t('work.due') : t('work.since'),
              cell: ({ dueOn, since }) => (dueOn ? date(dueOn) : since ? instant(since) : '–'),
            },
            { key: 'act', title: t('table.actions'), cell: (task) => <TaskAction task={task} /> },
          ]}
        />
        {counted > rows.length && <p className="note">{t('work.shown', { shown: rows.length, count })}</p>}
      </Section>
    );
  });
}

/** The outcome by the name the contract gives it; its code until the contract is here. */
function OutcomeName({ task: { kind, contractId, outcome, followUp } }: { readonly task: Task }): ReactNode {
  const text = useText();
  const { data: contract } = useContract(contractId);
  if (kind === 'measurement-due') {
    const measure = contract && termsOf(contract).measures.find(({ code }) => code === outcome);
    const point = followUp === '0' ? text.t('path.baseline') : text.t('path.point', { months: followUp ?? '' });
    return `${measure ? text.say(measure.name) : outcome}, ${point}`;
  }
  const names = namesOf(contract && termsOf(contract), text);
  return (
    <>
      {names.outcome(outcome)}
      {followUp && `, ${names.followUp(followUp)}`}
    </>
  );
}

function TaskAction({ task }: { readonly task: Task }): ReactNode {
  const { t } = useText();
  const { kind, claimId, objectionId, contractId, pseudonym, outcome } = task;
  if (kind === 'decide-objection' && objectionId)
    return <ObjectionActions objectionId={objectionId} about={pseudonym} />;
  if (kind === 'measurement-due')
    return (
      <span className="actions">
        <Link
          className="button button-secondary"
          to={`/contracts/${contractId}/participants/${task.participantId}/measures/${outcome}`}
        >
          {t('due.measure')}
          <span className="sr-only"> – {pseudonym}</span>
        </Link>
      </span>
    );
  if (claimId)
    return (
      <span className="actions">
        <Link
          className="button button-secondary"
          to={`/contracts/${contractId}/claims/${claimId}${kind === 'returned' ? '/correct' : ''}`}
        >
          {t(
            kind === 'returned'
              ? 'correct.title'
              : kind === 'attest' || kind === 'verify'
                ? 'review.open'
                : 'claims.details',
          )}
          <span className="sr-only"> – {pseudonym}</span>
        </Link>
      </span>
    );
  return (
    <FollowUpActions
      contractId={contractId}
      participantId={task.participantId}
      pseudonym={pseudonym}
      outcome={outcome}
      followUp={task.followUp ?? ''}
      state="due"
    />
  );
}
