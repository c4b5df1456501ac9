import { useState } from 'react';
import type { DEPARTURE_REASONS, DepartureRequest, PersonDetails } from '@ringvirkning/outcomes-api';
import { meanwhile, type ProblemDetails } from '../api/problem.js';
import { useAction, type Act } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { PersonForm } from './person-form.js';

const REASONS = [
  'completed',
  'withdrew',
  'no-contact',
  'moved-away',
  'other-offer',
  'not-in-target-group',
  'deceased',
] as const satisfies typeof DEPARTURE_REASONS;

type Departure = NonNullable<PersonDetails['left']>;

/** Takes a departure back. */
export const readmission = (path: string, seen: PersonDetails['left'], text: string): Act => ({
  path: `${path}/readmission`,
  body: { seen },
  told: { text },
});

interface LeaveProps {
  readonly path: string;
  readonly person: PersonDetails;
}

/** That somebody left is written with a day and a reason; when a colleague wrote otherwise meanwhile, both are shown. */
export function LeaveForm({ path, person: { pseudonym, referredOn } }: LeaveProps) {
  const { t, date, word } = useText();
  const action = useAction();
  const today = todayInDenmark(new Date());
  const [on, setOn] = useState<string>(today);
  const [reason, setReason] = useState<string>('');
  const said = (left: NonNullable<ProblemDetails['params']>): string =>
    left.reason ? `${word('departure', String(left.reason))}, ${date(String(left.on))}` : t('people.here');
  const leave = (seen: Departure | null): void => {
    const body = { on, reason, seen } as DepartureRequest;
    const { seen: _, ...left } = body;
    action.mutate({
      path: `${path}/departure`,
      body,
      told: {
        text: t('told.left', { person: pseudonym, state: said(left) }),
        undo: readmission(path, left, t('told.readmitted', { person: pseudonym })),
      },
    });
  };
  const theirs = meanwhile(action.error, 'outcomes.departure-changed');
  return (
    <PersonForm
      label={t('person.leave')}
      action={action}
      send={() => leave(null)}
      clash={
        theirs && {
          theirs: said(theirs),
          mine: said({ on, reason }),
          insist: () => leave(theirs['reason'] ? (theirs as unknown as Departure) : null),
        }
      }
    >
      <Input
        label={t('person.leftOn')}
        type="date"
        required
        min={referredOn}
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
    </PersonForm>
  );
}
