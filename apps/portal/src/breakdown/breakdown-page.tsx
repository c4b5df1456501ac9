import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Breakdown } from '@ringvirkning/benefits-api';
import { useModelName } from '../benefits/use-model-name.js';
import { breakdownTexts } from '../i18n/breakdown-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Empty } from '../ui/notices.js';
import { RestrictedNote } from '../ui/values.js';
import { BehindLine } from './behind-line.js';
import { LineTable, type Line } from './line-table.js';
import { useBreakdown } from './queries.js';

addTexts(breakdownTexts);

/** From a figure of the overview, the matrix or a department's sheet to what it is made of. What it is of stands in the address. */
export function BreakdownPage() {
  const { t } = useText();
  const [of] = useSearchParams();
  const year = of.get('year');
  const asked = {
    silo: of.get('silo') ?? '',
    currency: of.get('currency') ?? undefined,
    contractId: of.get('contractId') ?? undefined,
    budgetYear: year === null ? undefined : Number(year),
  };
  return (
    <LoadedPage<Breakdown> query={useBreakdown(asked)} title={t('breakdown.title')}>
      {(breakdown) => <BreakdownView breakdown={breakdown} isShared={of.has('shared')} />}
    </LoadedPage>
  );
}

function BreakdownView({ breakdown, isShared }: { readonly breakdown: Breakdown; readonly isShared: boolean }) {
  const { t, say } = useText();
  const { name, budgetYear, contracts, restricted } = breakdown;
  const isWithheld = contracts.some(({ lines }) => lines.some(({ realised }) => realised === null));
  return (
    <Page
      title={say(name)}
      part={t('breakdown.title')}
      lead={<p>{budgetYear === null ? t('breakdown.allYears') : t('breakdown.ofYear', { year: budgetYear })}</p>}
      onPaper
    >
      {isShared && <p className="note">{t('breakdown.shared')}</p>}
      {isWithheld && <p className="note">{t('breakdown.withheld')}</p>}
      {contracts.length === 0 && <Empty>{t('breakdown.none')}</Empty>}
      {contracts.map((contract) => (
        <OfContract key={contract.contractId} contract={contract} breakdown={breakdown} />
      ))}
      <RestrictedNote when={restricted} />
    </Page>
  );
}

function OfContract({
  contract,
  breakdown,
}: {
  readonly contract: Breakdown['contracts'][number];
  readonly breakdown: Breakdown;
}) {
  const { t, say } = useText();
  const nameOf = useModelName();
  const [open, setOpen] = useState<Line>();
  const { contractId, ref, title, model, lines } = contract;
  return (
    <Section title={`${say(title)} (${ref})`}>
      <p>
        {model === null ? (
          t('breakdown.noModel')
        ) : (
          <Link to={`/contracts/${contractId}/benefits`}>{t('breakdown.model', { model: nameOf(model) })}</Link>
        )}
      </p>
      <LineTable
        lines={lines}
        of={[ref, say(breakdown.name), String(breakdown.budgetYear ?? '')]}
        currency={breakdown.currency}
        show={breakdown.outcomes && model !== null ? setOpen : undefined}
      />
      {open && (
        <BehindLine
          key={`${open.outcome} ${open.consequence}`}
          line={open}
          of={{
            silo: breakdown.silo,
            contractId,
            budgetYear: breakdown.budgetYear ?? undefined,
            outcome: open.outcome,
            consequence: open.consequence,
          }}
          currency={breakdown.currency}
        />
      )}
    </Section>
  );
}
