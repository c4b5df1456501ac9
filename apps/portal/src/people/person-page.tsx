import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import type { Cohort, Group } from '@ringvirkning/terms-language';
import { useContract } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useNames } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { moveRefusalTexts } from '../i18n/move-refusal-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';
import { usePerson } from './people-queries.js';
import { PersonState } from './people-tab.js';
import { PersonFollowUps } from './person-follow-ups.js';
import { PersonHistory } from './person-history.js';
import { PersonSteps } from './person-steps.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);
addTexts(moveRefusalTexts);

const PathSection = lazy(() => import('../progression/path-section.js').then((it) => ({ default: it.PathSection })));

/** One person of a contract: where they stand, what comes next, and everything that was done. */
export function PersonPage() {
  const { contractId = '', participantId = '' } = useParams();
  const [contract, person] = [useContract(contractId), usePerson(participantId)];
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('people.person')}>
      {(its) => (
        <LoadedPage<PersonDetails> query={person} title={t('people.person')}>
          {(data) => <PersonView key={data.participantId} person={data} contract={its} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

export interface PersonViewProps {
  readonly person: PersonDetails;
  readonly contract: ContractDetails;
}

/** What became of what another municipality was told. */
const arrivalOf = (outcome: string | null) =>
  outcome === null ? 'underway' : outcome === 'booked' ? 'arrived' : 'refused';

function PersonView({ person, contract }: PersonViewProps) {
  const { t, date, instant, say } = useText();
  const may = useMay();
  const names = useNames(contract);
  const named = (known: readonly (Cohort | Group)[], code: string | null) => {
    const found = known.find((one) => one.code === code);
    return found ? say(found.name) : (code ?? '–');
  };
  const payers = person.payers.filter(({ payingMunicipality }) => payingMunicipality !== null);
  return (
    <Page
      title={person.pseudonym}
      part={names.title}
      lead={
        <p>
          <Link to={`/contracts/${contract.id}/participants`}>{names.title}</Link> · <PersonState person={person} />
        </p>
      }
    >
      <Facts
        items={[
          ...(person.key ? [[t('people.key'), person.key] as const] : []),
          [t('people.referred'), date(person.referredOn)],
          ...(person.startedOn ? [[t('people.started'), date(person.startedOn)] as const] : []),
          ...(person.group ? [[t('people.group'), named(names.terms.groups, person.group)] as const] : []),
          ...(person.cohort ? [[t('people.cohort'), named(names.terms.cohorts, person.cohort)] as const] : []),
          ...(payers.length > 0
            ? [
                [
                  t('people.payer'),
                  <ul className="plain-list">
                    {payers.map(({ from, payingMunicipality }) => (
                      <li key={from}>
                        {names.party(payingMunicipality!)}
                        {from
                          ? `, ${t('person.from').toLowerCase()} ${date(from)}`
                          : payers.length > 1 && `, ${t('person.fromStart')}`}
                      </li>
                    ))}
                  </ul>,
                ] as const,
              ]
            : []),
          ...(person.movesTold.length > 0
            ? [
                [
                  t('person.movesTold'),
                  <ul className="plain-list">
                    {person.movesTold.map(({ organisation, at, outcome, refused }) => (
                      <li key={organisation}>
                        {names.organisation(organisation)}, {instant(at)}: {t(`person.told.${arrivalOf(outcome)}`)}
                        {refused && (
                          <span className="cell-note">
                            {t('person.refusedThere', { why: t(`movedFault.${refused}`) })}
                          </span>
                        )}
                      </li>
                    ))}
                  </ul>,
                ] as const,
              ]
            : []),
        ]}
      />
      <PersonFollowUps person={person} contract={contract} />
      <Claims person={person} contract={contract} />
      {may('progression.read') && names.terms.measures.length > 0 && (
        <Suspense fallback={<Loading />}>
          <PathSection person={person} contract={contract} />
        </Suspense>
      )}
      <PersonSteps person={person} contract={contract} />
      <PersonHistory person={person} contract={contract} />
    </Page>
  );
}

function Claims({ person, contract }: PersonViewProps) {
  const { t } = useText();
  const { outcome, followUp } = useNames(contract);
  return (
    <Section title={t('person.claims')}>
      <Table
        caption={t('person.claims')}
        captionHidden
        empty={t('person.noClaims')}
        rows={person.claims}
        rowKey={({ claimId }) => claimId}
        columns={[
          {
            key: 'what',
            title: t('claims.outcome'),
            heading: true,
            value: (claim) =>
              [outcome(claim.outcome), claim.followUp && followUp(claim.followUp)].filter(Boolean).join(', '),
            cell: (claim) => (
              <Link to={`/contracts/${contract.id}/claims/${claim.claimId}`}>
                {outcome(claim.outcome)}
                {claim.followUp && `, ${followUp(claim.followUp)}`}
              </Link>
            ),
          },
          { key: 'on', title: t('claims.on'), value: ({ on }) => ({ day: on }) },
          person.claims.some(({ quantity }) => quantity !== '1') && {
            key: 'quantity',
            title: t('claims.quantity'),
            value: ({ quantity }) => ({ decimal: quantity }),
          },
          {
            key: 'status',
            title: t('claims.status'),
            value: ({ status }) => t(`status.${status}`),
            cell: ({ status }) => <Badge state={status}>{t(`status.${status}`)}</Badge>,
          },
        ]}
      />
    </Section>
  );
}
