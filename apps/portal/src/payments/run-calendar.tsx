import { Link } from 'react-router';
import type { CalendarItem, RunCalendar as Calendar } from '@ringvirkning/payments-api';
import { useRunCalendar } from '../api/queries.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { runTexts } from '../i18n/run-texts.js';
import { Section } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';

addTexts(runTexts);

/** The runs of a contract in time: the last one, when the next may be expected, and what the terms make payable when. */
export function RunCalendar({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useText();
  const { contract } = useContractContext();
  const calendar = useRunCalendar(contract.id);
  return (
    <Section title={t('calendar.title')}>
      <Loaded<Calendar> query={calendar}>{(data) => <Days calendar={data} isOpen={isOpen} />}</Loaded>
    </Section>
  );
}

function Days({
  calendar: { last, next, items },
  isOpen,
}: {
  readonly calendar: Calendar;
  /** Whether something is payable already that no run has paid. */
  readonly isOpen: boolean;
}) {
  const { t, date, say } = useText();
  const { contract, outcome, followUp, terms } = useContractContext();
  const cohort = (code: string): string => {
    const found = terms.cohorts.find((each) => each.code === code);
    return found ? say(found.name) : code;
  };
  const what = ({ outcomes, followUp: at, cohort: of }: CalendarItem): string =>
    [outcomes.map(outcome).join(', '), at && followUp(at), of && cohort(of)].filter(Boolean).join(' – ');
  return (
    <>
      <Facts
        items={[
          [
            t('calendar.last'),
            last ? (
              <>
                <Link to={`/contracts/${contract.id}/payments/${last.runId}`}>{t('runs.run', { no: last.no })}</Link>,{' '}
                {date(last.cutOff)} <Badge state={last.status}>{t(`runStatus.${last.status}`)}</Badge>
              </>
            ) : (
              t('calendar.noneYet')
            ),
          ],
          isOpen
            ? [t('calendar.next'), t('calendar.now'), t('calendar.nowHint')]
            : [t('calendar.next'), next === null ? t('calendar.nothing') : date(next), t('calendar.nextHint')],
        ]}
      />
      <Table
        caption={t('calendar.caption')}
        rows={items}
        fold
        rowKey={({ of, followUp: at, cohort: intake, outcomes }) => [of, at, intake, ...outcomes].join(' ')}
        empty={t('calendar.nothing')}
        columns={[
          { key: 'what', title: t('calendar.what'), heading: true, value: what },
          { key: 'of', title: t('calendar.of'), value: ({ of }) => t(`calendar.of.${of}`) },
          { key: 'from', title: t('calendar.from'), value: ({ from }) => ({ day: from }) },
          { key: 'to', title: t('calendar.to'), value: ({ to }) => ({ day: to }) },
          { key: 'final', title: t('calendar.finalBy'), value: ({ finalBy }) => ({ day: finalBy }) },
        ]}
      />
    </>
  );
}
