import type { PartnershipInvitation } from '@ringvirkning/partnership-api';
import { useState } from 'react';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { Facts } from '../ui/values.js';
import { HandOver } from './hand-over.js';
import { PARTNERSHIP, useInvitation } from './queries.js';

/** An invitation is made, handed over as a file, and checked by telephone. */
export function Invite() {
  const { t } = useText();
  const action = useAction<PartnershipInvitation>({ text: t('ptn.invited') });
  const [member, setMember] = useState('');
  const [name, setName] = useState('');
  return (
    <>
      <h3>{t('ptn.invite')}</h3>
      <form
        className="toolbar"
        onSubmit={(event) => {
          event.preventDefault();
          action.mutate({ path: `${PARTNERSHIP}/invitations`, body: { member, name } });
        }}
      >
        <Input
          label={t('ptn.theirName')}
          required
          maxLength={300}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          label={t('ptn.theirShortName')}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,39}"
          value={member}
          onChange={(event) => setMember(event.target.value)}
        />
        <button type="submit" className="button button-primary" disabled={action.isPending}>
          {action.isPending ? t('state.saving') : t('ptn.invite')}
        </button>
        <p className="form-hint toolbar-hint">{t('ptn.inviteHint')}</p>
      </form>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.data && <Invitation member={action.data.member} />}
    </>
  );
}

/** Also of somebody who was invited before. */
export function Invitation({ member }: { readonly member: string }) {
  const { t, instant } = useText();
  const { data, error } = useInvitation(member, true);
  if (error) return <ErrorNotice error={error} />;
  if (!data) return null;
  const { name, expiresAt, checkPhrase, text } = data;
  return (
    <>
      <Facts
        items={[
          [t('ptn.invitedAs'), name],
          [t('ptn.expires'), instant(expiresAt)],
          checkPhrase === null
            ? [t('ptn.checkPhrase'), t('ptn.phraseElsewhere')]
            : [t('ptn.checkPhrase'), <strong key="phrase">{checkPhrase}</strong>, t('ptn.readAloud', { name })],
        ]}
      />
      {text === null ? (
        <p role="status">{t('ptn.keeperWaits')}</p>
      ) : (
        <HandOver text={text} file={`invitation-${member}.json`} hint={t('ptn.handOverInvitation', { name })} />
      )}
    </>
  );
}
