import { useId } from 'react';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Participant } from '@ringvirkning/outcomes-api';
import { isFault, readNumber } from '@ringvirkning/reading';
import { statesQuantity } from '@ringvirkning/terms-language';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { usePaused, useSuggested } from '../people/people-queries.js';
import { Input, Select } from '../ui/forms.js';

/** What is written of a claim before it is sent. */
export interface ClaimFields {
  readonly pseudonym: string;
  readonly outcome: string;
  readonly followUp: string;
  readonly on: string;
  readonly quantity: string;
  readonly externalRef: string;
}

interface FieldsProps {
  readonly draft: ClaimFields;
  set(change: Partial<ClaimFields>): void;
}

/** Whom it is about, by pseudonym or own key; those who fit what is written can be chosen. */
export function PersonField({
  contractId,
  unknown,
  draft,
  set,
}: FieldsProps & { readonly contractId: string; readonly unknown: boolean }) {
  const { t } = useText();
  const people = useId();
  const suggested = useSuggested(contractId, usePaused(draft.pseudonym));
  return (
    <>
      <Input
        label={t('newClaim.person')}
        hint={t('newClaim.personHint')}
        error={unknown ? t('newClaim.unknownPerson') : undefined}
        list={people}
        required
        autoComplete="off"
        spellCheck={false}
        value={draft.pseudonym}
        onChange={(event) => set({ pseudonym: event.target.value })}
      />
      <PeopleFitting id={people} people={suggested.data?.items} />
    </>
  );
}

/** The people who fit what is being written, to choose from. */
export const PeopleFitting = ({ id, people = [] }: { id: string; people?: readonly Participant[] | undefined }) => (
  <datalist id={id}>
    {people.map(({ participantId, pseudonym, key }) => (
      <option key={participantId} value={pseudonym} label={key ?? undefined} />
    ))}
  </datalist>
);

export function OutcomeFields({ contract, draft, set }: FieldsProps & { readonly contract: ContractDetails }) {
  const { t, say } = useText();
  const quantity = quantityOf(draft);
  const { terms, outcome: outcomeName, followUp: followUpName } = useNames(contract);
  const outcome = terms.outcomes.find(({ code }) => code === draft.outcome);
  return (
    <>
      <Select
        label={t('claims.outcome')}
        required
        value={draft.outcome}
        onChange={(event) => set({ outcome: event.target.value, followUp: '' })}
      >
        <option value="">{t('newClaim.choose')}</option>
        {terms.outcomes.map(({ code }) => (
          <option key={code} value={code}>
            {outcomeName(code)}
          </option>
        ))}
      </Select>
      {outcome?.followUps && (
        <Select
          label={t('claims.followUp')}
          required
          value={draft.followUp}
          onChange={(event) => set({ followUp: event.target.value })}
        >
          <option value="">{t('newClaim.choose')}</option>
          {outcome.followUps.map((code) => (
            <option key={code} value={code}>
              {followUpName(code)}
            </option>
          ))}
        </Select>
      )}
      <Input
        label={t('newClaim.on')}
        type="date"
        required
        max={todayInDenmark(new Date())}
        value={draft.on}
        onChange={(event) => set({ on: event.target.value })}
      />
      {outcome && statesQuantity(outcome) && (
        <Input
          label={t('claims.quantity')}
          inputMode="decimal"
          required
          error={draft.quantity !== '' && isFault(quantity) ? say(quantity) : undefined}
          value={draft.quantity}
          onChange={(event) => set({ quantity: event.target.value })}
        />
      )}
    </>
  );
}

/** By the reader that files have: what may be a thousand or one is asked about, not guessed. */
export const quantityOf = ({ quantity }: Pick<ClaimFields, 'quantity'>) => readNumber(quantity);
