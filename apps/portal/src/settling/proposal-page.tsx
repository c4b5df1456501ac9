import { Link, useParams } from 'react-router';
import type { Settlement } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Empty } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Facts } from '../ui/values.js';
import { useSideName } from './due-view.js';
import { useSettlement } from './queries.js';

type Frame = Settlement['frames'][number];

/** A budget is adopted for one year with three estimate years (budgetloven: budgetoverslag for de tre følgende år). */
const BUDGET_YEARS = 4;

/** The paper for the council on frames that change for good: what is proposed, why, what it costs each year, and from what it is met. */
export function ProposalPage() {
  const { settlementId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<Settlement> query={useSettlement(settlementId)} title={t('paper.title')}>
      {(settlement) => <Proposal settlement={settlement} />}
    </LoadedPage>
  );
}

function Proposal({ settlement }: { readonly settlement: Settlement }) {
  const { t, say, word } = useText();
  const { id, title, no, frames, state, through, digest } = settlement;
  const of = `${say(title)}, ${t('share.no', { no })}`;
  return (
    <Page title={t('paper.title')} part={say(title)} lead={<Link to={`/settlements/${id}`}>{of}</Link>} onPaper>
      {frames.length === 0 ? (
        <Empty>{t('paper.none')}</Empty>
      ) : (
        frames.map((frame) => <OneFrame key={frame.step} frame={frame} settlement={settlement} />)
      )}
      <Section title={t('paper.basis')}>
        <Facts
          items={[
            [t('share.agreement'), of],
            [t('share.state'), word('share.state', state)],
            [t('share.through'), String(through)],
          ]}
        />
        <p className="note digest">
          {t('pay.digest')}: <code>{digest}</code>
        </p>
      </Section>
    </Page>
  );
}

function OneFrame({ frame, settlement }: { readonly frame: Frame; readonly settlement: Settlement }) {
  const { t, say, money } = useText();
  const { currency, sides } = settlement;
  const name = useSideName(sides);
  const { board, to, from, yearly, why } = frame;
  const taker = to === null ? t('paper.treasury') : name(to);
  const amount = money(yearly, currency);
  return (
    <>
      <Section title={t('paper.proposal')}>
        <p>{t('paper.recommends', { board: name(board), taker, amount, year: from })}</p>
      </Section>
      <Section title={t('share.why')}>
        <p>{say(why)}</p>
      </Section>
      <Section title={t('paper.economy')}>
        <Economy frame={frame} currency={currency} board={name(board)} taker={taker} of={say(settlement.title)} />
        <p>{t('paper.financing', { board: name(board), taker })}</p>
      </Section>
    </>
  );
}

interface EconomyProps {
  readonly frame: Frame;
  readonly currency: Settlement['currency'];
  readonly board: string;
  readonly taker: string;
  readonly of: string;
}

/** What changes each year: what one frame falls by is what the other rises by. */
function Economy({ frame: { from, yearly }, currency, board, taker, of }: EconomyProps) {
  const { t } = useText();
  const years = Array.from({ length: BUDGET_YEARS }, (_, i) => from + i);
  return (
    <Table
      caption={t('paper.economy')}
      captionHidden
      rows={years}
      file={{ name: [of, t('paper.title')] }}
      rowKey={String}
      columns={[
        { key: 'year', title: t('share.year'), heading: true, value: (year) => String(year) },
        { key: 'board', title: board, value: () => moneyOf(String(-BigInt(yearly)), currency) },
        { key: 'taker', title: taker, value: () => moneyOf(yearly, currency) },
        { key: 'sum', title: t('paper.sum'), value: () => moneyOf('0', currency) },
      ]}
    />
  );
}
