import type { ReactNode } from 'react';
import type { AcrossItem } from '@ringvirkning/benefits-api';
import { SiloTable } from '../front/silo-table.js';
import { acrossTexts } from '../i18n/across-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Empty } from '../ui/notices.js';
import { Amount, Badge, Facts } from '../ui/values.js';

addTexts(acrossTexts);

const TONE = { none: 'draft', sent: 'info', waiting: 'info', booked: 'active', refused: 'warning', lost: 'warning' };

/** The other municipalities of a joint contract: what was told between us, and their figures beside our own. */
export function AcrossSection({ items }: { readonly items: readonly AcrossItem[] }) {
  const { t } = useText();
  return items.map((item) => (
    <Section key={`${item.contractId}-${item.with}`} title={t('across.title', { name: item.withName })}>
      <p>{t(item.isHome ? 'across.weTell' : 'across.theyTell', { name: item.withName })}</p>
      <Statement item={item} />
      {item.others.silos.length > 0 ? (
        <SiloTable overview={item.others} byYear of={[item.ref, item.withName]} />
      ) : (
        <Empty>{t('across.nothing')}</Empty>
      )}
    </Section>
  ));
}

function Statement({ item: { statement, state, fault, held, isHome, others } }: { readonly item: AcrossItem }) {
  const { t, word, date, instant } = useText();
  const amount = (of: string | null) => <Amount amount={of} currency={others.currency} whole />;
  return (
    <Facts
      items={[
        [
          t('across.state'),
          <>
            <Badge state={TONE[state]}>{t(`across.state.${state}`)}</Badge>
            {fault && <span className="cell-note"> {word('across.fault', fault)}</span>}
          </>,
        ],
        ...(statement
          ? ([
              [t('across.statement'), t('across.number', { number: statement.number, day: date(statement.asOf) })],
              [t(isHome ? 'across.toldAt' : 'across.heardAt'), instant(statement.at)],
              [t(isHome ? 'across.theirs' : 'across.ours'), amount(statement.amount)],
              ...(held === null ? [] : [[t('across.held'), amount(held)]]),
              [t('across.model'), statement.model],
            ] as [string, ReactNode][])
          : []),
      ]}
    />
  );
}
