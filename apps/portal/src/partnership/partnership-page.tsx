import type { PartnershipState } from '@ringvirkning/partnership-api';
import { Link } from 'react-router';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnershipTexts } from '../i18n/partnership-texts.js';
import { Page, Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Facts } from '../ui/values.js';
import { Agreements } from './agreements.js';
import { Begin } from './begin.js';
import { History } from './history.js';
import { Invite } from './invite.js';
import { Maintenance } from './maintenance.js';
import { Members } from './members.js';
import { MunicipalityMap } from './municipality-map.js';
import { Problems } from './problems.js';
import { PARTNERSHIP, usePartnership } from './queries.js';
import { Quarantine } from './quarantine.js';
import { SealedLog } from './sealed-log.js';
import { Pending, SignStatement } from './statements.js';
import { Waiting } from './waiting.js';

addTexts(partnershipTexts);

/** The municipalities that work together: who they are, what is agreed, how the links are, and what has been decided. */
export function PartnershipPage() {
  const { t } = useText();
  const state = usePartnership();
  return (
    <Page title={state.data?.partnership?.charter.name ?? t('ptn.title')} lead={<p>{t('ptn.lead')}</p>} onPaper>
      <Loaded<PartnershipState> query={state}>
        {(its) => (its.partnership ? <Board state={its} partnership={its.partnership} /> : <Begin state={its} />)}
      </Loaded>
    </Page>
  );
}

type Known = NonNullable<PartnershipState['partnership']>;

function Board({ state, partnership }: { readonly state: PartnershipState; readonly partnership: Known }) {
  const { t } = useText();
  const may = useMay();
  const { me, members, problems, pending } = state;
  const isActive = me.status === 'active';
  const mayManage = may('partnership.manage') && isActive;
  return (
    <>
      <Problems problems={problems} />
      <Section title={t('ptn.members')}>
        <Members state={state} />
        <MunicipalityMap members={members} />
      </Section>
      <Section
        title={t('ptn.agreements')}
        aside={may('partnership.agree') && isActive && <Link to="agreements/new">{t('ptn.newAgreement')}</Link>}
      >
        <p>{t('ptn.agreementsLead')}</p>
        <Agreements members={members} />
      </Section>
      <Section title={t('ptn.log')}>
        <SealedLog state={state} />
      </Section>
      <Waiting members={members} />
      <Quarantine members={members} />
      {pending.length > 0 && (
        <Section title={t('ptn.pending')}>
          <Pending pending={pending} members={members} />
        </Section>
      )}
      <Section title={t('ptn.charter')} seldom>
        <Facts
          items={[
            [t('ptn.purpose'), partnership.charter.purpose],
            [t('ptn.shares'), partnership.charter.shares],
            [t('ptn.legalBasis'), partnership.charter.legalBasis],
            [t('ptn.retention'), partnership.charter.retention],
            [t('ptn.threshold'), t('ptn.thresholdOf', { count: partnership.charter.threshold })],
            [t('ptn.keeper'), members.find(({ isKeeper }) => isKeeper)?.name ?? partnership.keeper],
          ]}
        />
      </Section>
      <Section title={t('ptn.history')} seldom>
        <History members={members} />
      </Section>
      {mayManage && (
        <Section title={t('ptn.manage')} seldom>
          <Invite />
          <SignStatement members={members} />
          <Maintenance />
          <div className="actions">
            <ActionButton
              label={t('ptn.changeKey')}
              ask={t('ptn.changeKeyAsk')}
              act={() => ({ path: `${PARTNERSHIP}/keys`, body: {} })}
            />
            <ActionButton
              label={t('ptn.leave')}
              ask={t('ptn.leaveAsk')}
              text="reason"
              kind="tertiary"
              act={(reason) => ({ path: `${PARTNERSHIP}/leaving`, body: { reason } })}
            />
          </div>
        </Section>
      )}
    </>
  );
}
