import type { ContractDetails, SigningPage, SigningPayer } from '@ringvirkning/contracts-api';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';

const COURSES = ['least', 'expected', 'most'] as const;

/** What is signed on: costs per payer and year, what is appropriated of this year's, and what to take note of. */
export function SummaryView({ contract, page }: { readonly contract: ContractDetails; readonly page: SigningPage }) {
  const { t, say } = useText();
  const { summary, digest } = page;
  return (
    <>
      <p>{t('signing.lead', { version: summary.version, terms: summary.termsDigest.slice(0, 12) })}</p>
      {!summary.plans && <p className="note">{t('signing.notPlanned')}</p>}
      <Totals contract={contract} page={page} />
      <Cover contract={contract} page={page} />
      {summary.plans && <ByYear contract={contract} page={page} />}
      {summary.remarks.length > 0 && (
        <>
          <h3>{t('signing.remarks')}</h3>
          <ul>
            {summary.remarks.map((remark) => (
              <li key={remark.da}>{say(remark)}</li>
            ))}
          </ul>
        </>
      )}
      <p className="note digest">
        {t('signing.digest')}: <code>{digest}</code> {t('signing.digestHint')}
      </p>
    </>
  );
}

interface Props {
  readonly contract: ContractDetails;
  readonly page: SigningPage;
}

function useCourses({ summary }: SigningPage) {
  const { t } = useText();
  return COURSES.map((course) => ({
    key: course,
    title: t(`signing.${course}`, { percent: summary.expectedSuccess }),
    figures: true,
    cell: (row: Pick<SigningPayer, (typeof COURSES)[number]>) => (
      <Amount amount={row[course]} currency={summary.currency} whole />
    ),
  }));
}

function Totals({ contract, page }: Props) {
  const { t } = useText();
  const { party } = useNames(contract);
  const { payers, currency } = page.summary;
  const courses = useCourses(page);
  return (
    <Table
      caption={t('signing.caption')}
      rows={payers}
      rowKey={({ party: id }) => id}
      columns={[
        { key: 'payer', title: t('signing.payer'), heading: true, cell: ({ party: id }) => party(id) },
        ...courses,
        {
          key: 'ceiling',
          title: t('signing.ceiling'),
          figures: true,
          cell: ({ ceiling }) =>
            ceiling === null ? t('signing.noCeiling') : <Amount amount={ceiling} currency={currency} whole />,
        },
        payers.some(({ atRisk }) => atRisk !== '0') && {
          key: 'atRisk',
          title: t('signing.atRisk'),
          figures: true,
          cell: ({ atRisk }) => <Amount amount={atRisk} currency={currency} whole />,
        },
      ]}
    />
  );
}

function Cover({ contract, page: { summary } }: Props) {
  const { t } = useText();
  const { party } = useNames(contract);
  const { currency, budgetYear } = summary;
  // Others set money aside by rules and in books of their own.
  const ours = contract.joint?.ours;
  const payers = summary.payers.filter(({ party: id }) =>
    contract.parties.some((each) => each.id === id && each.kind === 'municipality' && (!ours || ours.includes(id))),
  );
  const title = t('signing.cover', { year: budgetYear });
  return (
    <Table
      caption={title}
      rows={payers}
      rowKey={({ party: id }) => id}
      columns={[
        { key: 'payer', title: t('signing.payer'), heading: true, cell: ({ party: id }) => party(id) },
        {
          key: 'appropriated',
          title,
          figures: true,
          cell: ({ appropriated }) => <Amount amount={appropriated} currency={currency} whole />,
        },
        payers.some(({ riskCarried }) => riskCarried !== '0') && {
          key: 'carried',
          title: t('signing.carried'),
          figures: true,
          cell: ({ riskCarried }) => <Amount amount={riskCarried} currency={currency} whole />,
        },
        {
          key: 'uncovered',
          title: t('signing.uncovered'),
          figures: true,
          cell: ({ uncovered }) =>
            uncovered === '0' ? t('signing.covered') : <Amount amount={uncovered} currency={currency} whole />,
        },
      ]}
    />
  );
}

function ByYear({ contract, page }: Props) {
  const { t } = useText();
  const { party } = useNames(contract);
  const courses = useCourses(page);
  const rows = page.summary.payers.flatMap((payer) => payer.years.map((year) => ({ ...year, payer: payer.party })));
  return (
    <Table
      caption={t('signing.byYear')}
      fold
      rows={rows}
      rowKey={({ payer, year }) => `${payer}-${year}`}
      columns={[
        { key: 'payer', title: t('signing.payer'), heading: true, cell: ({ payer }) => party(payer) },
        { key: 'year', title: t('signing.year'), cell: ({ year }) => year },
        ...courses,
      ]}
    />
  );
}
