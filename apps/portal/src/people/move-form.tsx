import { useState } from 'react';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { meanwhile } from '../api/problem.js';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { PersonForm } from './person-form.js';

interface MoveProps {
  readonly path: string;
  readonly person: PersonDetails;
  readonly payers: ContractDetails['parties'];
}

/** From a day on another municipality pays; a move of the same day is changed only by who has seen it. */
export function MoveForm({ path, person, payers }: MoveProps) {
  const { t, date } = useText();
  const action = useAction();
  const [from, setFrom] = useState<string>(todayInDenmark(new Date()));
  const [payer, setPayer] = useState('');
  const nameOf = (id: string): string => payers.find((party) => party.id === id)?.name ?? id;
  const seen = person.payers.find((move) => move.from === from)?.payingMunicipality ?? null;
  const move = (upon: string | null): void =>
    action.mutate({
      path: `${path}/moves`,
      body: { from, payingMunicipality: payer, seen: upon },
      told: { text: t('told.moved', { person: person.pseudonym, payer: nameOf(payer), from: date(from) }) },
      done: () => setPayer(''),
    });
  const theirs = meanwhile(action.error, 'outcomes.move-changed');
  const now = theirs?.['now'] ? String(theirs['now']) : null;
  return (
    <PersonForm
      label={t('person.move')}
      action={action}
      send={() => move(seen)}
      clash={
        theirs && {
          theirs: now ? nameOf(now) : t('person.notMoved'),
          mine: nameOf(payer),
          insist: () => move(now),
        }
      }
    >
      <Input
        label={t('person.from')}
        type="date"
        required
        min={person.referredOn}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Select label={t('people.payer')} required value={payer} onChange={(event) => setPayer(event.target.value)}>
        <option value="">{t('person.choose')}</option>
        {payers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </PersonForm>
  );
}
