import type { PartnershipMember, PendingStatement, SignedStatement } from '@ringvirkning/partnership-api';
import { useState } from 'react';
import { useAction } from '../api/use-action.js';
import { useText, type Text } from '../i18n/i18n.js';
import { FileField, TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Facts } from '../ui/values.js';
import { HandOver } from './hand-over.js';
import { nameOf } from './names.js';
import { PARTNERSHIP } from './queries.js';

type Members = readonly PartnershipMember[];

const saidBy = ({ t }: Text, { what, about }: Pick<PendingStatement, 'what' | 'about'>, members: Members): string =>
  t(`ptn.said.${what}`, { member: about === null ? '' : nameOf(members, about) });

/** What has been said and has not found its place in the history yet. */
export function Pending({
  pending,
  members,
}: {
  readonly pending: readonly PendingStatement[];
  readonly members: Members;
}) {
  const text = useText();
  const { t } = text;
  return (
    <Table
      caption={t('ptn.pending')}
      captionHidden
      rows={pending}
      rowKey={({ digest }) => digest}
      columns={[
        { key: 'what', title: t('ptn.what'), heading: true, value: (one) => saidBy(text, one, members) },
        { key: 'at', title: t('ptn.at'), value: ({ saidAt }) => ({ at: saidAt }) },
        {
          key: 'by',
          title: t('ptn.signedBy'),
          value: ({ signedBy }) => signedBy.map((id) => nameOf(members, id)).join(', '),
        },
      ]}
    />
  );
}

/** A statement that takes several hands: read, signed by us, handed on, and sent when the signatures are enough. */
export function SignStatement({
  members,
  begun,
}: {
  readonly members: Members;
  readonly begun?: SignedStatement | undefined;
}) {
  const text = useText();
  const { t, instant } = text;
  const [its, setIts] = useState('');
  const [statement, setStatement] = useState(begun);
  const action = useAction<SignedStatement>();
  const send = (step: 'reading' | 'signatures' | 'sending', document: string): void =>
    action.mutate({
      path: `${PARTNERSHIP}/statements${step === 'sending' ? '' : `/${step}`}`,
      body: { text: document },
      told: { text: t(`ptn.statement.${step}`) },
      done: setStatement,
    });
  if (!statement)
    return (
      <>
        <h3>{t('ptn.signOthers')}</h3>
        <form
          className="form-narrow"
          onSubmit={(event) => {
            event.preventDefault();
            send('reading', its.trim());
          }}
        >
          <TextArea
            label={t('ptn.statementText')}
            hint={t('ptn.statementHint')}
            rows={3}
            required
            spellCheck={false}
            value={its}
            onChange={(event) => setIts(event.target.value)}
          />
          <FileField
            label={t('ptn.orFile')}
            accept=".json,application/json"
            words={{ choose: t('ptn.chooseFile'), none: t('ptn.noFile') }}
            choose={(file) => void file?.text().then(setIts)}
          />
          {action.error && <ErrorNotice error={action.error} focus />}
          <button type="submit" className="button button-secondary" disabled={action.isPending}>
            {t('ptn.readStatement')}
          </button>
        </form>
      </>
    );
  return (
    <div className="panel">
      <h3>{saidBy(text, statement, members)}</h3>
      <Facts
        items={[
          [t('ptn.at'), instant(statement.saidAt)],
          [t('ptn.signedBy'), statement.signedBy.map((id) => nameOf(members, id)).join(', ')],
          ...(statement.reason === null ? [] : [[t('ptn.reason'), statement.reason] as const]),
        ]}
      />
      {statement.number === null ? (
        <>
          <p className="actions">
            <button
              type="button"
              className="button button-secondary"
              disabled={action.isPending}
              onClick={() => send('signatures', statement.text)}
            >
              {t('ptn.sign')}
            </button>
            {statement.isEnough && (
              <button
                type="button"
                className="button button-primary"
                disabled={action.isPending}
                onClick={() => send('sending', statement.text)}
              >
                {t('ptn.send')}
              </button>
            )}
          </p>
          <HandOver
            key={statement.text}
            text={statement.text}
            file="statement.json"
            hint={t(statement.isEnough ? 'ptn.enough' : 'ptn.notEnough')}
          />
        </>
      ) : (
        <p>{t('ptn.enteredAs', { number: statement.number })}</p>
      )}
      {action.error && <ErrorNotice error={action.error} focus />}
    </div>
  );
}
