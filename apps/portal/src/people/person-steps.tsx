import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { LeaveForm, readmission } from './leave-form.js';
import { MoveForm } from './move-form.js';
import { payingMunicipalities } from './paying-municipalities.js';
import { PlaceForm } from './place-form.js';

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
  const named = { person: person.pseudonym };
  const payers = payingMunicipalities(contract);
  return (
    <>
      {may('outcomes.enrol') && (
        <Section title={t(person.left ? 'person.hasLeft' : 'person.leave')} seldom>
          {person.left ? (
            <ActionButton
              label={t('person.readmit')}
              act={() => readmission(path, person.left, t('told.readmitted', named))}
            />
          ) : (
            <LeaveForm path={path} person={person} />
          )}
        </Section>
      )}
      {may('outcomes.enrol') && (
        <Section title={t('person.place')} seldom>
          <PlaceForm path={path} person={person} contract={contract} />
        </Section>
      )}
      {may('outcomes.enrol') && payers.length > 1 && (
        <Section title={t('person.move')} seldom>
          <MoveForm path={path} person={person} payers={payers} />
        </Section>
      )}
      {may('outcomes.attest') && (
        <Section title={t('person.erasure')} seldom>
          <ActionButton
            kind="tertiary"
            label={t('person.erase')}
            ask={t('person.eraseAsk')}
            act={() => ({ path: `${path}/erasure`, told: { text: t('told.erased', named) } })}
          />
        </Section>
      )}
    </>
  );
}
