import type { InvitationRead, PartnershipState } from '@ringvirkning/partnership-api';
import { useState } from 'react';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { FileField, Input, TextArea } from '../ui/forms.js';
import { Empty, ErrorNotice } from '../ui/notices.js';
import { Facts } from '../ui/values.js';
import { CharterFields, EMPTY_CHARTER } from './charter-fields.js';
import { Problems } from './problems.js';
import { PARTNERSHIP } from './queries.js';

/** Before a municipality is in a partnership: it founds one, or takes an invitation. */
export function Begin({ state }: { readonly state: PartnershipState }) {
  const { t } = useText();
  const may = useMay();
  if (!may('partnership.manage')) return <Empty>{t('ptn.notYet')}</Empty>;
  return (
    <>
      <Problems problems={state.problems} />
      <Section title={t('ptn.join')}>
        <p>{t('ptn.joinLead')}</p>
        <Join />
      </Section>
      <Section title={t('ptn.found')} seldom>
        <p>{t('ptn.foundLead')}</p>
        <Found />
      </Section>
    </>
  );
}

function Found() {
  const { t } = useText();
  const action = useAction({ text: t('ptn.founded') });
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [charter, setCharter] = useState(EMPTY_CHARTER);
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: `${PARTNERSHIP}/founding`, body: { id, name, charter } });
      }}
    >
      <Input
        label={t('ptn.ourName')}
        required
        maxLength={300}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <CharterFields charter={charter} change={setCharter} />
      <Input
        label={t('ptn.shortName')}
        hint={t('ptn.shortNameHint')}
        required
        pattern="[a-z0-9][a-z0-9\-]{0,63}"
        value={id}
        onChange={(event) => setId(event.target.value)}
      />
      {action.error && <ErrorNotice error={action.error} focus />}
      <button type="submit" className="button button-primary" disabled={action.isPending}>
        {action.isPending ? t('state.saving') : t('ptn.found')}
      </button>
    </form>
  );
}

/** First what the invitation says, and who invites; then the phrase as the inviter reads it. */
function Join() {
  const { t } = useText();
  const reading = useAction<InvitationRead>({ text: t('ptn.invitationRead') });
  const [text, setText] = useState('');
  return reading.data ? (
    <ConfirmJoining text={text} invitation={reading.data} cancel={() => reading.reset()} />
  ) : (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        reading.mutate({ path: `${PARTNERSHIP}/invitations/reading`, body: { text: text.trim() } });
      }}
    >
      <TextArea
        label={t('ptn.invitationText')}
        hint={t('ptn.invitationHint')}
        rows={6}
        required
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FileField
        label={t('ptn.orFile')}
        accept=".json,application/json"
        words={{ choose: t('ptn.chooseFile'), none: t('ptn.noFile') }}
        choose={(file) => void file?.text().then(setText)}
      />
      {reading.error && <ErrorNotice error={reading.error} focus />}
      <button type="submit" className="button button-primary" disabled={reading.isPending}>
        {reading.isPending ? t('state.saving') : t('ptn.readInvitation')}
      </button>
    </form>
  );
}

interface ConfirmProps {
  readonly text: string;
  readonly invitation: InvitationRead;
  cancel(): void;
}

function ConfirmJoining({ text, invitation, cancel }: ConfirmProps) {
  const { t, instant } = useText();
  const action = useAction({ text: t('ptn.joined') });
  const [checkPhrase, setCheckPhrase] = useState('');
  const { charter, invitedByName, name, expiresAt, members } = invitation;
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: `${PARTNERSHIP}/joining`, body: { text: text.trim(), checkPhrase } });
      }}
    >
      <Facts
        items={[
          [t('ptn.charterName'), charter.name],
          [t('ptn.invitedBy'), invitedByName],
          [t('ptn.invitedAs'), name],
          [t('ptn.expires'), instant(expiresAt)],
          [t('ptn.purpose'), charter.purpose],
          [t('ptn.shares'), charter.shares],
          [t('ptn.legalBasis'), charter.legalBasis],
          [t('ptn.retention'), charter.retention],
          [t('ptn.members'), members.map((member) => member.name).join(', ')],
        ]}
      />
      <Input
        label={t('ptn.checkPhrase')}
        hint={t('ptn.checkPhraseHint', { name: invitedByName })}
        required
        inputMode="numeric"
        autoComplete="off"
        maxLength={60}
        value={checkPhrase}
        onChange={(event) => setCheckPhrase(event.target.value)}
      />
      {action.error && <ErrorNotice error={action.error} focus />}
      <div className="actions">
        <button type="submit" className="button button-primary" disabled={action.isPending}>
          {action.isPending ? t('state.saving') : t('ptn.join')}
        </button>
        <button type="button" className="button button-secondary" onClick={cancel}>
          {t('act.cancel')}
        </button>
      </div>
    </form>
  );
}
