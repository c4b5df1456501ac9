import type {
  PartnershipMember,
  PartnershipState,
  PartnerVerification,
  SignedStatement,
} from '@ringvirkning/partnership-api';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnershipTexts } from '../i18n/partnership-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Empty, ErrorNotice } from '../ui/notices.js';
import { Badge, Facts } from '../ui/values.js';
import { Agreements } from './agreements.js';
import { Invitation } from './invite.js';
import { LinkBadge, memberStatus } from './members.js';
import { Messages } from './messages.js';
import { PARTNERSHIP, usePartnership } from './queries.js';
import { SignStatement } from './statements.js';
import { Waiting } from './waiting.js';

addTexts(partnershipTexts);

/** One partner: how the link is, what was said both ways with the proof of each, and whether both hold the same. */
export function MemberPage() {
  const { member: id = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<PartnershipState> query={usePartnership()} title={t('ptn.title')}>
      {(state) => {
        const member = state.members.find((one) => one.id === id);
        return member && !member.isMe ? (
          <MemberView member={member} state={state} />
        ) : (
          <Page title={t('ptn.title')}>
            <Empty>{t('ptn.noMember')}</Empty>
          </Page>
        );
      }}
    </LoadedPage>
  );
}

function MemberView({ member, state }: { readonly member: PartnershipMember; readonly state: PartnershipState }) {
  const text = useText();
  const { t, instant, count } = text;
  const may = useMay();
  const { link } = member;
  return (
    <Page
      title={member.name}
      part={t('ptn.title')}
      lead={
        <p>
          <Link to="/partnership">{state.partnership?.charter.name ?? t('ptn.title')}</Link> ·{' '}
          <Badge state={member.status}>{memberStatus(text, member)}</Badge> <LinkBadge member={member} />
        </p>
      }
    >
      {member.status === 'invited' && may('partnership.manage') && (
        <Section title={t('ptn.invitation')}>
          <Invitation member={member.id} />
        </Section>
      )}
      {link && (
        <Section title={t('ptn.linkTitle')}>
          <Facts
            items={[
              [t('ptn.heard'), link.heardAt === null ? t('ptn.notHeard') : instant(link.heardAt)],
              [t('ptn.sent'), t('ptn.ofSettled', { all: count(link.sent), settled: count(link.settledSent) })],
              [
                t('ptn.received'),
                t('ptn.ofSettled', { all: count(link.received), settled: count(link.settledReceived) }),
              ],
              [t('ptn.waitingCount'), count(link.waiting + link.open)],
              [t('ptn.verified'), link.verified === null ? t('ptn.notVerified') : instant(link.verified.at)],
            ]}
          />
          <Try member={member} />
        </Section>
      )}
      <Section title={t('ptn.agreements')}>
        <Agreements members={state.members} partner={member.id} />
      </Section>
      <Waiting members={state.members} partner={member.id} />
      {link && state.partnership && <Messages member={member.id} founding={state.partnership.founding} />}
      {may('partnership.manage') && state.me.status === 'active' && <Drafts member={member} state={state} />}
    </Page>
  );
}

/** Tries the link with a message that nobody's books are changed by, and compares what both hold. */
function Try({ member: { id, name } }: { readonly member: PartnershipMember }) {
  const { t } = useText();
  const may = useMay();
  const verifying = useAction<PartnerVerification>({ text: t('ptn.compared') });
  if (!may('partnership.manage')) return null;
  const found = verifying.data;
  return (
    <>
      <div className="actions">
        <button
          type="button"
          className="button button-secondary"
          disabled={verifying.isPending}
          onClick={() => verifying.mutate({ path: `${PARTNERSHIP}/members/${id}/verification` })}
        >
          {verifying.isPending ? t('state.saving') : t('ptn.compare')}
        </button>
        <ActionButton
          label={t('ptn.trial')}
          about={name}
          act={() => ({ path: `${PARTNERSHIP}/members/${id}/trials`, body: { text: t('ptn.trialText') } })}
        />
      </div>
      {verifying.error && <ErrorNotice error={verifying.error} focus />}
      {found && (
        <p role="status">
          <Badge state={found.outcome === 'same' ? 'up' : found.outcome === 'different' ? 'down' : 'info'}>
            {t(`ptn.outcome.${found.outcome}`)}
          </Badge>{' '}
          {found.firstDifference &&
            t(`ptn.firstDifference.${found.firstDifference.direction}`, { number: found.firstDifference.number })}
        </p>
      )}
    </>
  );
}

const OTHERS_DECIDE = ['suspend', 'resume', 'exclude'] as const;

/** What takes the word of several members begins as a draft with our signature, and goes from hand to hand. */
function Drafts({ member, state }: { readonly member: PartnershipMember; readonly state: PartnershipState }) {
  const { t } = useText();
  const [draft, setDraft] = useState<SignedStatement>();
  const offered = OTHERS_DECIDE.filter((what) =>
    what === 'suspend'
      ? member.status === 'active'
      : what === 'resume'
        ? member.status === 'suspended' && member.suspendedBy === 'others'
        : ['invited', 'active', 'suspended'].includes(member.status),
  );
  const keeps = state.members.some(({ isMe, isKeeper }) => isMe && isKeeper);
  return (
    <Section title={t('ptn.decide')} seldom>
      <p>{t('ptn.decideLead')}</p>
      <div className="actions">
        {offered.map((what) => (
          <ActionButton<SignedStatement>
            key={what}
            label={t(`ptn.draft.${what}`)}
            about={member.name}
            text="reason"
            act={(reason) => ({
              path: `${PARTNERSHIP}/statements/drafts`,
              body: { what, member: member.id, reason },
              done: setDraft,
            })}
          />
        ))}
        {member.status === 'active' && !member.isKeeper && (
          <ActionButton<SignedStatement>
            label={t(keeps ? 'ptn.draft.hand-over' : 'ptn.draft.take-over')}
            about={member.name}
            ask={t('ptn.handOverAsk')}
            act={() => ({
              path: `${PARTNERSHIP}/statements/drafts`,
              body: { what: 'hand-over', member: member.id },
              done: setDraft,
            })}
          />
        )}
      </div>
      {draft && <SignStatement key={draft.digest} members={state.members} begun={draft} />}
    </Section>
  );
}
