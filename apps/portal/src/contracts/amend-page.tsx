import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Amendments, ContractDetails, ContractVersionCreated } from '@ringvirkning/contracts-api';
import { addDays, dateInDenmark, instant } from '@ringvirkning/kernel';
import { AMENDMENT_KINDS, END_REASONS, UNDER_WAY, type AmendmentKind } from '@ringvirkning/terms-language';
import { useContract } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { amendmentTexts } from '../i18n/amendment-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { LoadedPage, Page } from '../layout/page.js';
import { DraftNotice } from '../ui/draft-notice.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, Loaded } from '../ui/notices.js';
import { beginAmendment, write, writtenIn, type AmendmentField } from './amendment-view.js';
import { useAmendments } from './amendment-queries.js';
import { ComparisonView } from '../try-model/comparison-view.js';
import { DraftEditor, useDraftCheck } from './draft-editor.js';
import { contentTypeOf } from './draft-text.js';
import { useDraftText } from './use-draft-text.js';

addTexts(amendmentTexts);

/** Kinds that mostly change the days alone, so that the rest is opened when asked for. */
const DAYS_ALONE: readonly AmendmentKind[] = ['extension', 'early-end'];

/** Other terms for a contract in force: what changes, from when and why, above the document itself. */
export function AmendPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('amend.propose')}>
      {(contract) =>
        contract.status === 'active' && contract.joint?.isLedHere !== false ? (
          <AmendContract key={contract.id} contract={contract} />
        ) : (
          <Page title={t('amend.notPossible')} lead={<p>{t('amend.notPossibleText')}</p>}>
            <ToContract id={contract.id} />
          </Page>
        )
      }
    </LoadedPage>
  );
}

const ToContract = ({ id }: { readonly id: string }) => (
  <p>
    <Link to={`/contracts/${id}/terms`}>{useText().t('draft.toContract')}</Link>
  </p>
);

function AmendContract({ contract }: { readonly contract: ContractDetails }) {
  const { t, say } = useText();
  return (
    <Page title={t('amend.pageTitle', { title: say(contract.titles) })} lead={<p>{t('amend.pageLead')}</p>}>
      <ToContract id={contract.id} />
      <Loaded<Amendments> query={useAmendments(contract.id)}>
        {({ open }) => <Writing key={open?.version ?? 0} contract={contract} open={open} />}
      </Loaded>
    </Page>
  );
}

function Writing({ contract, open }: { readonly contract: ContractDetails; readonly open: Amendments['open'] }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const asked = AMENDMENT_KINDS.find((known) => known === search.get('kind')) ?? 'change';
  const kind: AmendmentKind = open?.kind ?? asked;
  const [people, planned] = [search.get('people'), search.get('planned')];
  const because = people !== null && planned !== null ? t('amend.behindReason', { people, planned }) : '';
  const [start] = useState(() => open?.source.text ?? beginAmendment(contract.source.text, kind, tomorrow(), because));
  const who = useSession().data?.subject ?? '';
  const written = useDraftText(
    who,
    `amendment ${contract.id} ${kind} ${open?.version ?? contract.version}`,
    start,
    open?.version ?? contract.version,
  );
  const { text } = written;
  const lacksReason = writtenIn(text, 'reason').trim() === '';
  // What it costs is told before anybody has said why.
  const attempt = useDraftCheck(lacksReason ? write(text, 'reason', '…') : text);
  const inForce = useDraftCheck(contract.source.text);
  const action = useAction<ContractVersionCreated>();
  const save = () =>
    action.mutate({
      path: `/api/contracts/${contract.id}/amendments?from=${written.from}`,
      body: text,
      contentType: contentTypeOf(text),
      done: written.forget,
      goOn: () => void navigate(`/contracts/${contract.id}/terms`),
    });
  const hasErrors = attempt.errors.length > 0;
  return (
    <>
      <DraftNotice at={written.restored} forget={written.beginAnew} />
      <AmendmentFields kind={kind} text={text} change={written.change} />
      {DAYS_ALONE.includes(kind) ? (
        <details className="source" open={hasErrors}>
          <summary>{t('amend.whole')}</summary>
          <DraftEditor text={text} attempt={attempt} change={written.change} />
        </details>
      ) : (
        <DraftEditor text={text} attempt={attempt} change={written.change} />
      )}
      <p className="note">{t('amend.besideHint')}</p>
      <ComparisonView
        a={inForce.result}
        b={attempt.result}
        shown="plan"
        names={[t('amend.inForce'), t('amend.proposed')]}
      />
      <p>
        <button
          type="button"
          className="button button-primary"
          disabled={action.isPending || hasErrors || lacksReason}
          onClick={save}
        >
          {action.isPending ? t('state.saving') : t('amend.save')}
        </button>
      </p>
      {hasErrors && <p className="note">{t('draft.hasErrors')}</p>}
      {lacksReason && <p className="note">{t('amend.lacksReason')}</p>}
      {action.error && <ErrorNotice error={action.error} focus />}
    </>
  );
}

const tomorrow = (): string => addDays(dateInDenmark(instant(new Date().toISOString())), 1);

/** What is asked of every amendment of its kind. */
function AmendmentFields({
  kind,
  text,
  change,
}: {
  readonly kind: AmendmentKind;
  readonly text: string;
  change(text: string): void;
}) {
  const { t } = useText();
  const field = (name: AmendmentField) => ({
    value: writtenIn(text, name),
    onChange: (event: { readonly target: { readonly value: string } }) => change(write(text, name, event.target.value)),
  });
  return (
    <div className="try-model-tools">
      <h2 className="sr-only">{t('amend.fields')}</h2>
      <Input label={t('amend.from')} type="date" {...field('from')} />
      {(kind === 'extension' || kind === 'early-end') && (
        <Input label={t('amend.lastDay')} type="date" {...field('lastDay')} />
      )}
      <Input label={t('amend.reason')} maxLength={1000} {...field('reason')} />
      {kind === 'early-end' && (
        <>
          <Select label={t('amend.because')} {...field('because')}>
            {END_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {t(`amend.because.${reason}`)}
              </option>
            ))}
          </Select>
          <Select label={t('amend.underWay')} {...field('underWay')}>
            {UNDER_WAY.map((what) => (
              <option key={what} value={what}>
                {t(`amend.underWay.${what}`)}
              </option>
            ))}
          </Select>
        </>
      )}
    </div>
  );
}
