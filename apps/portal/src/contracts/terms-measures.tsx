import { dialogueMeasures, scaleOf } from '@ringvirkning/terms-language';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { List } from './terms-list.js';
import { useContractContext } from './use-contract-context.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);

/** What is measured, what for, by whom and how often. */
export function Measures() {
  const { t, say, word } = useText();
  const { terms } = useContractContext();
  const dialogue = dialogueMeasures(terms);
  const lines = terms.measures.map((measure) => {
    const { name, unit, scoredBy, purpose, every, times } = measure;
    const scale = scaleOf(terms, measure);
    const isPlanned = purpose !== undefined || scale !== undefined;
    const detail = [
      isPlanned && t(dialogue.has(measure.code) ? 'progression.forDialogue' : 'progression.forPayment'),
      scale && say(scale.title).toLowerCase(),
      unit,
      scoredBy && word('scoredBy', scoredBy),
      every !== undefined && t('progression.every', { count: every }),
      times !== undefined && t('progression.times', { count: times }),
    ].filter(Boolean);
    return detail.length > 0 ? t('terms.measureLine', { name: say(name), detail: detail.join(', ') }) : say(name);
  });
  return <List title={t('terms.measures')} items={lines} />;
}

/** The agreed scales, step by step. */
export function Scales() {
  const { t, say, word } = useText();
  const { terms } = useContractContext();
  if (!terms.scales || terms.scales.length === 0) return null;
  return (
    <Section title={t('progression.scales')}>
      {terms.scales.map(({ id, version, title, description, licence, scoredBy, better, smallestChange, steps }) => (
        <details key={id}>
          <summary>{t('progression.scaleVersion', { title: say(title), version })}</summary>
          {description && <p>{say(description)}</p>}
          <ul>
            {steps.map((step) => (
              <li key={step.value}>
                <strong>
                  {step.value} · {say(step.title)}
                </strong>
                {step.description && <> – {say(step.description)}</>}
              </li>
            ))}
          </ul>
          <p className="note">
            {t('progression.scaleRules', {
              who: scoredBy.map((who) => word('scorer', who).toLowerCase()).join(', '),
              better: t(better === 'higher' ? 'progression.higher' : 'progression.lower'),
              change: smallestChange,
              licence,
            })}
          </p>
        </details>
      ))}
    </Section>
  );
}
