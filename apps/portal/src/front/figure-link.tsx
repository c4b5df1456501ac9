import { Link } from 'react-router';
import type { Currency } from '@ringvirkning/kernel';
import { query } from '../api/http.js';
import { useText } from '../i18n/i18n.js';
import { Amount } from '../ui/values.js';

export interface FigureOf {
  readonly silo: string;
  readonly currency: Currency;
  readonly contractId?: string | undefined;
  readonly year?: number | null | undefined;
  /** The figure is the part of a purse's gains that another bore the cost of. */
  readonly shared?: boolean | undefined;
}

/** A gain that leads to what it is made of; without a link where there is nothing behind it. */
export function FigureLink({
  amount,
  of,
  signed,
}: {
  readonly amount: string | null | undefined;
  readonly of: FigureOf;
  readonly signed?: boolean;
}) {
  const { t } = useText();
  const { year, shared, ...asked } = of;
  const shown = <Amount amount={amount} currency={of.currency} signed={signed} whole />;
  if (amount === undefined || (amount !== null && /^-?0+$/.test(amount))) return shown;
  const to = `/breakdown${query({ ...asked, year: year ?? undefined, shared: shared ? 'yes' : undefined })}`;
  return (
    <Link to={to} title={t('silos.madeOf')}>
      {shown}
    </Link>
  );
}
