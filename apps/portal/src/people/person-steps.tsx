import { useState } from 'react';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { DEPARTURE_REASONS, PersonDetails } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';

const REASONS = [
  'completed',
  'withdrew',
  'no-contact',
  'moved-away',
  'other-offer',
  'not-in-target-group',
  'deceased',
] as const satisfies typeof DEPARTURE_REASONS;

interface StepsProps {
  readonly person: PersonDetails;
  readonly contract: ContractDetails;
}

/** What can be done with a person beside claims; nothing once their data is erased. */
export function PersonSteps({ person, contract }: StepsProps) {
  const { t } = useText();
  const may = useMay();
  if (person.erased) return null;
  const path = `/api/outcomes/participants/${person.participantId}`;
  const payers = contract.parties.filter(({ roles }) => roles.includes('payer'));
  return (
    <>
      {may('outcomes.enrol') && (
        <Section title={t(person.left ? 'person.hasLeft' : 'person.leave')}>
          {person.left ? (
            <ActionButton label={t('person.readmit')} act={() => ({ path: `${path}/readmission` })} />
          ) : (
            <LeaveForm path={path} from={person.referredOn} />
          )}
        </Section>
      )}
      {may('outcomes.enrol') && payers.length > 1 && (
        <Section title={t('person.move')}>
          <MoveForm path={path} payers={payers} />
        </Section>
      )}
      {may('outcomes.attest') && (
        <p>
          <ActionButton
            kind="tertiary"
            label={t('person.erase')}
            ask={t('person.eraseAsk')}
            act={() => ({ path: `${path}/erasure` })}
          />
        </p>
      )}
    </>
  );
}

function LeaveForm({ path, from }: { readonly path: string; readonly from: string }) {
  const { t } = useText();
  const action = useAction();
  const today = todayInDenmark(new Date());
  const [on, setOn] = useState<string>(today);
  const [reason, setReason] = useState<string>('');
  return (
    <form
      className="inline-form"
      aria-label={t('person.leave')}
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: `${path}/departure`, body: { on, reason } });
      }}
    >
      <Input
        label={t('person.leftOn')}
        type="date"
        required
        min={from}
        max={today}
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      <Select label={t('person.reason')} required value={reason} onChange={(event) => setReason(event.target.value)}>
        <option value="">{t('person.choose')}</option>
        {REASONS.map((code) => (
          <option key={code} value={code}>
            {t(`departure.${code}`)}
          </option>
        ))}
      </Select>
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'person.save')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}

function MoveForm({ path, payers }: { readonly path: string; readonly payers: ContractDetails['parties'] }) {
  const { t } = useText();
  const action = useAction();
  const [from, setFrom] = useState<string>(todayInDenmark(new Date()));
  const [payer, setPayer] = useState(payers[0]?.id ?? '');
  return (
    <form
      className="inline-form"
      aria-label={t('person.move')}
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: `${path}/moves`, body: { from, payingMunicipality: payer } });
      }}
    >
      <Input
        label={t('person.from')}
        type="date"
        required
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Select label={t('people.payer')} value={payer} onChange={(event) => setPayer(event.target.value)}>
        {payers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'person.save')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
