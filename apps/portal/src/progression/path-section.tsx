import './progression.css';
import { useState } from 'react';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { PathScore, PersonDetails, PersonProgression } from '@ringvirkning/outcomes-api';
import type { Measure } from '@ringvirkning/terms-language';
import { useMay } from '../api/session.js';
import { useNames } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { MeasurePath } from './measure-path.js';
import { usePath } from './progression-queries.js';
import { ScoreForm } from './score-form.js';
import { SmallSteps } from './small-steps.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);

interface PathProps {
  readonly person: PersonDetails;
  readonly contract: ContractDetails;
}

/** A person's progression: for the dialogue with them, and only for those who have it. */
export function PathSection({ person, contract }: PathProps) {
  const { t } = useText();
  const path = usePath(person.participantId);
  return (
    <Section title={t('progression.title')}>
      <p>{t('path.intro')}</p>
      <Loaded<PersonProgression> query={path}>
        {(data) => <Path person={person} contract={contract} path={data} />}
      </Loaded>
    </Section>
  );
}

function Path({ person, contract, path }: PathProps & { readonly path: PersonProgression }) {
  const { t } = useText();
  const may = useMay();
  const { terms } = useNames(contract);
  const [correcting, setCorrecting] = useState<{ readonly measure: string; readonly score: PathScore }>();
  const [saved, setSaved] = useState(0);
  const measured = path.measures.flatMap((of) => {
    const measure = terms.measures.find(({ code }) => code === of.measure);
    return measure ? [{ measure, of }] : [];
  });
  const scored = measured.filter(({ measure }) => measure.times === undefined);
  const open: Measure[] = scored.flatMap(({ measure, of }) => (of.purpose === 'dialogue' ? [measure] : []));
  const mayRecord = may('progression.record') && !person.erased;
  return (
    <>
      {scored.map(({ measure, of }) => (
        <MeasurePath
          key={measure.code}
          contractId={contract.id}
          measure={measure}
          of={of}
          terms={terms}
          correct={mayRecord ? (score) => setCorrecting({ measure: measure.code, score }) : undefined}
          participantId={person.participantId}
        />
      ))}
      <SmallSteps
        participantId={person.participantId}
        steps={measured.filter(({ measure }) => measure.times !== undefined)}
        mayRecord={mayRecord}
      />
      <p role="status" aria-live="polite">
        {saved > 0 && t('score.saved')}
      </p>
      {mayRecord && open.length > 0 && (
        <ScoreForm
          key={`${correcting?.score.measurementId ?? ''} ${saved}`}
          participantId={person.participantId}
          measures={open}
          terms={terms}
          replacing={correcting}
          done={() => {
            setCorrecting(undefined);
            setSaved(saved + 1);
          }}
        />
      )}
    </>
  );
}
