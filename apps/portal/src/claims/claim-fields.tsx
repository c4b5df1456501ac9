import { useId } from 'react';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Participant } from '@ringvirkning/outcomes-api';
import { isFault, readNumber } from '@ringvirkning/reading';
import { statesQuantity } from '@ringvirkning/terms-language';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
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

/** The person as they are named here: by pseudonym, whatever way it was typed, or by the own key. */
export const personNamed = (people: readonly Participant[], name: string): Participant | undefined => {
  const wanted = name.trim();
  return people.find(({ pseudonym, key }) => pseudonym === wanted.toUpperCase() || key === wanted);
};

export function PersonField({
  participants,
  unknown,
  draft,
  set,
}: FieldsProps & { readonly participants: readonly Participant[]; readonly unknown: boolean }) {
  const { t } = useText();
  const people = useId();
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
      <datalist id={people}>
        {participants.map(({ participantId, pseudonym, key }) => (
          <option key={participantId} value={pseudonym} label={key ?? undefined} />
        ))}
      </datalist>
    </>
  );
}

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
export const quantityOf = ({ quantity }: Pick<ClaimFields, 'quantity'>) => readNumber(quantity, true);
