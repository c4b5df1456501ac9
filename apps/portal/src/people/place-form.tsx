import { useState } from 'react';
import type { PLACE_REASONS, Placed, PlaceRequest } from '@ringvirkning/outcomes-api';
import { meanwhile } from '../api/problem.js';
import { useAction, type Act } from '../api/use-action.js';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { PersonForm } from './person-form.js';
import type { PersonViewProps } from './person-page.js';
import { differingIn, placeOf, placeWords, theirPlace, type Place } from './place.js';

const REASONS = ['typing-error', 'wrongly-informed', 'assessed-again'] as const satisfies typeof PLACE_REASONS;

/** What was wrong about a person from the enrolment is corrected with a reason; what somebody else corrected meanwhile is shown beside it. */
export function PlaceForm({ person, contract, path }: PersonViewProps & { readonly path: string }) {
  const text = useText();
  const { t, say } = text;
  const { terms } = useNames(contract);
  const action = useAction<Placed>();
  const [seen, setSeen] = useState<Place>(() => placeOf(person));
  const [mine, setMine] = useState<Place>(seen);
  const [reason, setReason] = useState('');
  const set = (change: Partial<Place>) => setMine((now) => ({ ...now, ...change }));
  const words = placeWords(terms, text);
  const act = (wanted: Place, upon: Place, why: string, undo?: Act): Act => ({
    path: `${path}/place`,
    body: { ...wanted, seen: upon, reason: why } as PlaceRequest,
    told: {
      text: t('told.placed', {
        person: person.pseudonym,
        place: words(wanted, differingIn(wanted, upon)) || t('person.placeSame'),
      }),
      undo,
    },
  });
  const correct = (upon: Place) =>
    action.mutate({
      ...act(mine, upon, reason, act(upon, mine, 'typing-error')),
      done: (placed) => {
        setSeen(placeOf(placed));
        setMine(placeOf(placed));
        setReason('');
      },
    });
  const params = meanwhile(action.error, 'outcomes.place-changed');
  const theirs = params && theirPlace(params);
  const clashing = theirs ? differingIn(mine, theirs).filter((field) => mine[field] !== seen[field]) : [];
  return (
    <PersonForm
      label={t('person.place')}
      action={action}
      send={() => correct(seen)}
      clash={
        theirs && {
          theirs: words(theirs, clashing),
          mine: words(mine, clashing),
          insist: () => correct({ ...seen, ...Object.fromEntries(clashing.map((field) => [field, theirs[field]])) }),
        }
      }
    >
      {(['group', 'cohort'] as const).map((field) => {
        const known = field === 'group' ? terms.groups : terms.cohorts;
        return (
          known.length > 0 && (
            <Select
              key={field}
              label={t(`people.${field}`)}
              value={mine[field] ?? ''}
              onChange={(event) => set({ [field]: event.target.value || null })}
            >
              <option value="">–</option>
              {known.map(({ code, name }) => (
                <option key={code} value={code}>
                  {say(name)}
                </option>
              ))}
            </Select>
          )
        );
      })}
      <Input
        label={t('people.referred')}
        type="date"
        required
        max={todayInDenmark(new Date())}
        value={mine.referredOn}
        onChange={(event) => set({ referredOn: event.target.value })}
      />
      <Input
        label={t('people.startedOptional')}
        type="date"
        min={mine.referredOn}
        value={mine.startedOn ?? ''}
        onChange={(event) => set({ startedOn: event.target.value || null })}
      />
      <Select label={t('person.reason')} required value={reason} onChange={(event) => setReason(event.target.value)}>
        <option value="">{t('person.choose')}</option>
        {REASONS.map((code) => (
          <option key={code} value={code}>
            {t(`placeReason.${code}`)}
          </option>
        ))}
      </Select>
    </PersonForm>
  );
}
