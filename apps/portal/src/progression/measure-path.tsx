import { Link } from 'react-router';
import type { PathScore } from '@ringvirkning/outcomes-api';
import { scaleOf, type Measure, type Terms } from '@ringvirkning/terms-language';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { PathChart } from './path-chart.js';
import { changeOf, standing, type MeasuredOf } from './path-data.js';
import { usePointName } from './point-name.js';

interface MeasurePathProps {
  readonly contractId: string;
  readonly participantId: string;
  readonly measure: Measure;
  readonly of: MeasuredOf;
  readonly terms: Terms;
  readonly correct: ((score: PathScore) => void) | undefined;
}

/** One measure of a person: what for, when next, the picture, and every score with who set it. */
export function MeasurePath({ contractId, participantId, measure, of, terms, correct }: MeasurePathProps) {
  const { t, say, date } = useText();
  const scale = scaleOf(terms, measure);
  const change = scale && changeOf(of.scores, scale);
  const isOverdue = of.nextDue !== null && of.nextDue < todayInDenmark(new Date());
  return (
    <div className="measure-path">
      <h3>
        {say(measure.name)} <PurposeBadge purpose={of.purpose} />
      </h3>
      {of.nextDue && <p>{t(isOverdue ? 'path.overdue' : 'path.next', { date: date(of.nextDue) })}</p>}
      {scale && standing(of.scores).length > 1 && (
        <PathChart scores={of.scores} scale={scale} label={t('path.picture', { measure: say(measure.name) })} />
      )}
      {change && (
        <p>
          {t('path.smallStep', { first: change.first, last: change.last, change: change.change })}{' '}
          {t(change.isReal ? 'path.real' : 'path.notReal')}
        </p>
      )}
      <Scores {...{ contractId, participantId, measure, of, terms, correct }} />
    </div>
  );
}

export function PurposeBadge({ purpose }: { readonly purpose: MeasuredOf['purpose'] }) {
  const { t } = useText();
  return <Badge state={purpose === 'payment' ? 'final' : 'dialogue'}>{t(`progression.${purpose}`)}</Badge>;
}

function Scores({ contractId, participantId, measure, of, terms, correct }: MeasurePathProps) {
  const { t, say, word } = useText();
  const pointName = usePointName(measure.every);
  const scale = scaleOf(terms, measure);
  const replaced = new Set(of.scores.flatMap(({ replaces }) => replaces ?? []));
  const stepOf = ({ value }: PathScore): string => {
    const step = scale?.steps.find((one) => String(one.value) === value);
    return value === null ? t('path.takenBack') : step ? `${value} · ${say(step.title)}` : value;
  };
  return (
    <Table
      caption={say(measure.name)}
      captionHidden
      empty={t('path.none')}
      rows={of.scores}
      rowKey={({ measurementId, claim }) => measurementId ?? claim!.claimId}
      columns={[
        {
          key: 'when',
          title: t('path.when'),
          heading: true,
          cell: ({ point, measurementId }) =>
            point !== null
              ? pointName(point)
              : t(measurementId && replaced.has(measurementId) ? 'path.replaced' : 'path.takenBack'),
        },
        { key: 'on', title: t('path.on'), value: ({ on }) => ({ day: on }) },
        { key: 'step', title: t('path.step'), cell: stepOf },
        {
          key: 'who',
          title: t('path.scored'),
          cell: ({ scoredBy, present, claim }) =>
            claim ? (
              <Link to={`/contracts/${contractId}/claims/${claim.claimId}`}>{t(`status.${claim.status}`)}</Link>
            ) : (
              <>
                {scoredBy ? t(`scorer.${scoredBy}`) : '–'}
                {present.length > 0 && (
                  <span className="cell-note">
                    {t('path.present')}: {present.map((one) => word('present', one).toLowerCase()).join(', ')}
                  </span>
                )}
              </>
            ),
        },
        { key: 'note', title: t('path.note'), cell: ({ note }) => note ?? '–' },
        { key: 'by', title: t('path.by'), cell: ({ byName, by }) => byName ?? by },
        correct !== undefined && {
          key: 'act',
          title: t('table.actions'),
          cell: (score) =>
            score.measurementId !== null && score.value !== null && !replaced.has(score.measurementId) ? (
              <ScoreActions participantId={participantId} measure={measure.code} score={score} correct={correct} />
            ) : null,
        },
      ]}
    />
  );
}

interface ActionsProps {
  readonly participantId: string;
  readonly measure: string;
  readonly score: PathScore;
  correct(score: PathScore): void;
}

function ScoreActions({ participantId, measure, score, correct }: ActionsProps) {
  const { t, date } = useText();
  return (
    <span className="actions">
      <button type="button" className="button button-tertiary" onClick={() => correct(score)}>
        {t('path.correct')}
        <span className="sr-only"> – {date(score.on)}</span>
      </button>
      <ActionButton
        kind="tertiary"
        label={t('path.takeBack')}
        about={date(score.on)}
        ask={t('path.takeBackAsk')}
        act={() => ({
          path: `/api/outcomes/participants/${participantId}/measurements`,
          body: { measure, value: null, on: score.on, replaces: score.measurementId },
        })}
      />
    </span>
  );
}
