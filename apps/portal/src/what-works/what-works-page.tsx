import './what-works.css';
import { useSearchParams } from 'react-router';
import type { ContractSummary } from '@ringvirkning/contracts-api';
import type { WhatWorks } from '@ringvirkning/outcomes-api';
import { useContracts } from '../api/queries.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { worksTexts } from '../i18n/works-texts.js';
import { Page } from '../layout/page.js';
import { Select } from '../ui/forms.js';
import { Empty, Loaded } from '../ui/notices.js';
import { CurveSection } from './curve-section.js';
import { IntakeSection } from './intake-section.js';
import { StepsSection } from './steps-section.js';
import { useWorks } from './works-queries.js';

addTexts(worksTexts);

const APART = 'groups';

/** What works: how many reach what, when, and whether as many begin as planned. The choice stands in the address. */
export function WhatWorksPage() {
  const { t } = useText();
  const [choice, setChoice] = useSearchParams();
  const contractId = choice.get('contract') ?? undefined;
  const choose = (name: string, value: string) =>
    setChoice(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  const contracts = useContracts().data?.items.filter(({ status, home }) => status === 'active' && home === null) ?? [];
  return (
    <Page title={t('works.title')} lead={<p>{t('works.intro')}</p>} onPaper>
      <Loaded<WhatWorks> query={useWorks(contractId)}>
        {(works) => (
          <WorksView
            works={works}
            contracts={contracts}
            contractId={contractId}
            intervention={choice.get('intervention') ?? undefined}
            apart={choice.get('by') === APART}
            choose={choose}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface ViewProps {
  readonly works: WhatWorks;
  readonly contracts: readonly ContractSummary[];
  readonly contractId: string | undefined;
  readonly intervention: string | undefined;
  readonly apart: boolean;
  choose(name: string, value: string): void;
}

function WorksView({ works, contracts, contractId, intervention, apart, choose }: ViewProps) {
  const { t, say, instant, count } = useText();
  const interventions = [...new Set(works.steps.map((step) => say(step.intervention)))];
  const chosen = interventions.find((name) => name === intervention);
  const isGrouped = works.steps.some(({ group }) => group !== null);
  const ofIntervention = works.steps.filter((step) => chosen === undefined || say(step.intervention) === chosen);
  const steps = ofIntervention.filter(({ group }) => (group !== null) === (apart && isGrouped));
  const names = [contracts.find(({ id }) => id === contractId)?.ref, chosen, apart ? t('works.apart') : undefined];
  if (works.contracts === 0) return <Empty>{t('works.none')}</Empty>;
  return (
    <>
      <div className="filters">
        <Select
          label={t('works.contract')}
          value={contractId ?? ''}
          onChange={(e) => choose('contract', e.target.value)}
        >
          <option value="">{t('works.allContracts')}</option>
          {contracts.map(({ id, titles }) => (
            <option key={id} value={id}>
              {say(titles)}
            </option>
          ))}
        </Select>
        {interventions.length > 1 && (
          <Select
            label={t('works.intervention')}
            value={chosen ?? ''}
            onChange={(e) => choose('intervention', e.target.value)}
          >
            <option value="">{t('works.allInterventions')}</option>
            {interventions.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
        {isGrouped && (
          <Select label={t('works.group')} value={apart ? APART : ''} onChange={(e) => choose('by', e.target.value)}>
            <option value="">{t('works.together')}</option>
            <option value={APART}>{t('works.apart')}</option>
          </Select>
        )}
      </div>
      <p>
        {t('works.asOf', { at: instant(works.asOf), contracts: count(works.contracts) })}
        {works.suppressedBelow !== null && <> · {t('works.published')}</>}
      </p>
      <StepsSection
        steps={steps}
        chosen={names}
        withIntervention={interventions.length > 1 && chosen === undefined}
        withGroup={apart && isGrouped}
      />
      <CurveSection steps={ofIntervention} contractId={contractId} apart={apart && isGrouped} chosen={names} />
      <IntakeSection contractId={contractId} chosen={names} />
    </>
  );
}
