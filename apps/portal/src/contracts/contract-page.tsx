import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useMatch, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useContract } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page } from '../layout/page.js';
import { Empty } from '../ui/notices.js';
import { Badge } from '../ui/values.js';
import { useNames } from './use-contract-context.js';

const TABS = [
  ['terms', undefined],
  ['progress', 'outcomes.read'],
  ['progression', 'outcomes.read'],
  // About single people: investors and the council get aggregates only.
  ['participants', 'people.read'],
  ['claims', 'people.read'],
  ['samples', 'outcomes.read-samples'],
  ['budget', 'contracts.read-budget'],
  ['payments', 'payments.read'],
  ['capital', 'payments.read-capital'],
  ['settlement', 'payments.read'],
  ['benefits', 'benefits.read'],
  ['moved', 'people.read-moved'],
] as const;

/** Of a contract that another municipality leads: what is kept here. */
const OF_A_COPY: readonly string[] = ['terms', 'budget', 'settlement', 'benefits', 'moved'];
/** What there is to see and do before the contract is in force. */
const OF_A_DRAFT: readonly string[] = ['terms', 'budget'];
/** Told by whoever leads the contract: of one that is led here the participants say it. */
const OF_COPIES_ALONE: readonly string[] = ['moved'];

/** A contract: its name and state, and a page for each thing one wants to know. Each tab has its own address. */
export function ContractPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('contracts.name')}>
      {(contract) => <ContractView key={contract.id} contract={contract} />}
    </LoadedPage>
  );
}

function ContractView({ contract }: { readonly contract: ContractDetails }) {
  const { t, say } = useText();
  const may = useMay();
  const tab = useMatch('/contracts/:contractId/:tab')?.params.tab ?? 'terms';
  const shown = TABS.find(([name]) => name === tab);
  const { ref, version, status, joint } = contract;
  const isCopy = joint !== null && !joint.isLedHere;
  const {
    title,
    organisation,
    terms: { description, measures, verification, capital },
  } = useNames(contract);
  const has: Readonly<Partial<Record<string, boolean>>> = {
    capital: capital.length > 0,
    samples: verification.sample !== undefined,
    progression: measures.some(({ scale, times }) => scale !== undefined || times !== undefined),
  };
  const lead = (
    <>
      <p>
        {t('contract.ref', { ref, version })} <Badge state={status}>{t(`contractStatus.${status}`)}</Badge>
      </p>
      {joint && (
        <p>
          <Badge state="joint">{t('joint.badge')}</Badge>{' '}
          {isCopy && t('joint.copy', { home: organisation(joint.home) })}
        </p>
      )}
      {description && <p>{say(description)}</p>}
    </>
  );
  const tabs = useRef<HTMLElement>(null);
  // Where there is no room for all tabs, the one that is open is in view.
  useEffect(
    () => tabs.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' }),
    [tab],
  );
  return (
    <Page title={title} part={shown && t(`contract.${shown[0]}`)} lead={lead} onPaper>
      <nav ref={tabs} className="tabs" aria-label={t('contract.tabs')}>
        <ul>
          {TABS.filter(([name]) => has[name] ?? true)
            .filter(([name]) => (isCopy ? OF_A_COPY.includes(name) : !OF_COPIES_ALONE.includes(name)))
            .filter(([, permission]) => !permission || may(permission))
            .map(([tab]) => (
              <li key={tab}>
                <NavLink to={tab}>{t(`contract.${tab}`)}</NavLink>
              </li>
            ))}
        </ul>
      </nav>
      {contract.activatedOn === null && !OF_A_DRAFT.includes(tab) ? (
        <Empty>{t('contract.notActive')}</Empty>
      ) : (
        <Outlet context={contract} />
      )}
    </Page>
  );
}
