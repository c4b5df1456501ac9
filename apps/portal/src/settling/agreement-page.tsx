import { Link, useParams } from 'react-router';
import type { AgreementDue, AgreementSimulation, BenefitAgreementDetail, Settlement } from '@ringvirkning/benefits-api';
import { useContracts } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';
import { SettlementList } from './agreements-page.js';
import { Frames, Missing, Netted, Simulated, Transfers } from './due-view.js';
import { OtherMunicipality } from './other-municipality.js';
import { Propose } from './propose.js';
import { useAgreement, useDue, useExpected, useSettlements } from './queries.js';

/** One agreement: who signed it, what is due by it now, what it would give, and its text. */
export function BenefitAgreementPage() {
  const { agreementId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<BenefitAgreementDetail> query={useAgreement(agreementId)} title={t('share.agreement')}>
      {(agreement) => <Agreement agreement={agreement} />}
    </LoadedPage>
  );
}

function Agreement({ agreement }: { readonly agreement: BenefitAgreementDetail }) {
  const { t, say } = useText();
  const may = useMay();
  const { title, version, period, contractId, inForce, digest, text, warnings, other } = agreement;
  const settlements = useSettlements(contractId);
  // Who is a side of the agreement need not be party to the contract.
  const isKnown = useContracts().data?.items.some(({ id }) => id === contractId);
  return (
    <Page
      title={say(title)}
      lead={isKnown && <Link to={`/contracts/${contractId}/agreements`}>{t('share.title')}</Link>}
      aside={<Badge state={inForce ? 'active' : 'draft'}>{t(inForce ? 'share.inForce' : 'share.notInForce')}</Badge>}
      onPaper
    >
      <Facts
        items={[
          [t('share.version'), version],
          [t('share.period'), `${period.from}–${period.to}`],
        ]}
      />
      {other && <OtherMunicipality other={other} of="agreement" />}
      <Section title={t('share.sides')}>
        <Sides agreement={agreement} />
      </Section>
      {inForce && !other?.leads && (
        <Section title={t('share.due')}>
          <DueNow agreement={agreement} />
        </Section>
      )}
      <Section title={t('share.settlements')}>
        <Loaded<{ items: readonly Settlement[] }> query={settlements}>
          {({ items }) => <SettlementList items={items.filter((each) => each.agreementId === agreement.id)} />}
        </Loaded>
      </Section>
      {(may('benefits.post-settlements') || other?.leads) && (
        <Section title={t('share.simulation')}>
          <Expected agreement={agreement} />
        </Section>
      )}
      <Section title={t('share.text')} seldom>
        {warnings.map((warning) => (
          <p key={warning.en} className="note">
            {say(warning)}
          </p>
        ))}
        <pre className="document" tabIndex={0} aria-label={t('share.text')}>
          {text}
        </pre>
        <p className="note digest">
          {t('pay.digest')}: <code>{digest}</code>
        </p>
      </Section>
    </Page>
  );
}

/** Who signs: a side, or between municipalities each of them as a whole. */
interface Signatory extends Pick<
  BenefitAgreementDetail['sides'][number],
  'name' | 'ours' | 'signedBy' | 'signedAt' | 'mine'
> {
  readonly key: string;
}
const signatoriesOf = ({ sides, authorities }: BenefitAgreementDetail): Signatory[] => [
  ...sides.map((side) => ({ ...side, key: side.id })),
  ...authorities.map((authority) => ({ ...authority, key: authority.purse })),
];

function Sides({ agreement }: { readonly agreement: BenefitAgreementDetail }) {
  const { t, say } = useText();
  const may = useMay();
  const { id, digest } = agreement;
  const signatories = signatoriesOf(agreement);
  const state = (side: Signatory) => side.signedBy ?? (side.ours ? t('share.notSigned') : t('share.elsewhere'));
  return (
    <Table
      caption={t('share.sides')}
      captionHidden
      rows={signatories}
      rowKey={({ key }) => key}
      columns={[
        { key: 'side', title: t('share.side'), heading: true, value: ({ name }) => say(name) },
        { key: 'signed', title: t('share.signature'), value: state },
        {
          key: 'at',
          title: t('share.at'),
          value: ({ signedAt }) => (signedAt === null ? undefined : { at: signedAt }),
        },
        may('benefits.sign-agreements') &&
          signatories.some(({ mine, signedBy }) => mine && signedBy === null) && {
            key: 'act',
            title: t('share.sign'),
            cell: (side) =>
              side.mine &&
              side.signedBy === null && (
                <ActionButton
                  kind="primary"
                  label={t('share.sign')}
                  about={say(side.name)}
                  ask={t('share.signAsk', { side: say(side.name) })}
                  act={() => ({ path: `/api/benefits/agreements/${id}/signatures`, body: { side: side.key, digest } })}
                />
              ),
          },
      ]}
    />
  );
}

/** For who reads all figures; others need the other side's to be shared with them. */
function Expected({ agreement: { id, sides } }: { readonly agreement: BenefitAgreementDetail }) {
  return (
    <Loaded<AgreementSimulation> query={useExpected(id)}>{(data) => <Simulated data={data} sides={sides} />}</Loaded>
  );
}

function DueNow({ agreement: { id, sides, title } }: { readonly agreement: BenefitAgreementDetail }) {
  const { t, say } = useText();
  const may = useMay();
  return (
    <Loaded<AgreementDue> query={useDue(id)}>
      {(due) => (
        <>
          <Netted due={due} sides={sides} />
          <p className="note">{t('share.dueThrough', { year: due.through })}</p>
          <Missing missing={due.missing} />
          {due.due.length > 0 && (
            <Transfers transfers={due.due} currency={due.currency} sides={sides} of={[say(title)]} />
          )}
          <Frames due={due} sides={sides} />
          {may('benefits.propose-settlements') &&
            (due.due.length > 0 || due.frames.length > 0 || due.missing.length > 0) && (
              <Propose agreementId={id} due={due} />
            )}
        </>
      )}
    </Loaded>
  );
}
