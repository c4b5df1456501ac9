import { useState } from 'react';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { FollowUpActions } from './follow-up-actions.js';
import type { PersonViewProps } from './person-page.js';

/** What is expected of the person, and how it went; who reports says so here. What was reached stands among the outcomes, and here when asked for. */
export function PersonFollowUps({ person, contract }: PersonViewProps) {
  const { t, word, count } = useText();
  const [all, setAll] = useState(false);
  const open = person.followUps.filter(({ state }) => state !== 'reached');
  const reached = person.followUps.length - open.length;
  const folded = !all && reached > 0 && open.length > 0;
  const may = useMay();
  const { outcome, followUp } = useNames(contract);
  return (
    <Section title={t('person.followUps')}>
      <Table
        caption={t('person.followUps')}
        captionHidden
        empty={t('person.noFollowUps')}
        rows={folded ? open : person.followUps}
        rowKey={(row) => `${row.outcome} ${row.followUp}`}
        columns={[
          {
            key: 'what',
            title: t('claims.outcome'),
            heading: true,
            value: (row) => `${outcome(row.outcome)}, ${followUp(row.followUp)}`,
          },
          { key: 'due', title: t('person.due'), value: ({ dueOn }) => ({ day: dueOn }) },
          {
            key: 'state',
            title: t('people.state'),
            value: ({ state }) => word('followUpState', state),
            cell: ({ state }) => (
              <Badge state={state === 'reached' ? 'final' : state === 'due' ? 'warning' : state}>
                {word('followUpState', state)}
              </Badge>
            ),
          },
          !person.erased &&
            may('outcomes.claim') && {
              key: 'act',
              title: t('table.actions'),
              cell: (row) =>
                !isOutOfReach(person, row) && (
                  <FollowUpActions
                    contractId={contract.id}
                    participantId={person.participantId}
                    pseudonym={person.pseudonym}
                    outcome={row.outcome}
                    followUp={row.followUp}
                    state={row.state}
                  />
                ),
            },
        ]}
      />
      {folded && (
        <p>
          <button type="button" className="button button-tertiary" onClick={() => setAll(true)}>
            {t('person.showReached', { count: count(reached) })}
          </button>
        </p>
      )}
    </Section>
  );
}

/** Who dropped out before a follow-up cannot reach it; that is changed by changing when they left. */
const isOutOfReach = ({ left }: PersonDetails, { dueOn, state }: PersonDetails['followUps'][number]): boolean =>
  state === 'dropped-out' && left !== null && left.reason !== 'completed' && left.on < dueOn;
