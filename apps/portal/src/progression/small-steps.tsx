import type { Measure } from '@ringvirkning/terms-language';
import { todayInDenmark } from '../format/text.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';
import { Badge } from '../ui/values.js';
import { standing, type MeasuredOf } from './path-data.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);

interface SmallStepsProps {
  readonly participantId: string;
  readonly steps: readonly { readonly measure: Measure; readonly of: MeasuredOf }[];
  readonly mayRecord: boolean;
}

/** Small steps without a price: how often each has happened, and one tap when it happens again. */
export function SmallSteps({ participantId, steps, mayRecord }: SmallStepsProps) {
  const { t, say, date } = useText();
  if (steps.length === 0) return null;
  return (
    <div className="small-steps">
      <h3>{t('smallSteps.title')}</h3>
      <ul className="plain-list">
        {steps.map(({ measure, of }) => {
          const days = standing(of.scores).map(({ on }) => date(on));
          const times = measure.times!;
          return (
            <li key={measure.code}>
              <strong>{say(measure.name)}</strong>{' '}
              <Badge state={days.length >= times ? 'final' : 'dialogue'}>
                {days.length >= times ? t('smallSteps.reached') : t('smallSteps.count', { done: days.length, times })}
              </Badge>
              {days.length > 0 && <span className="cell-note">{days.join(' · ')}</span>}
              {mayRecord && (
                <ActionButton
                  label={t('smallSteps.add')}
                  about={say(measure.name)}
                  act={() => ({
                    path: `/api/outcomes/participants/${participantId}/measurements`,
                    body: { measure: measure.code, value: '1', on: todayInDenmark(new Date()) },
                  })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
