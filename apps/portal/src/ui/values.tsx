import type { Overview } from '@ringvirkning/benefits-api';
import type { Currency } from '@ringvirkning/kernel';
import type { ReactNode } from 'react';
import { Tip } from '../glossary/term.js';
import { useText } from '../i18n/i18n.js';

/** An amount in the person's language; `null` is a figure that is withheld, `undefined` one that does not apply. */
export function Amount({
  amount,
  currency,
  signed,
  whole,
}: {
  readonly amount: string | null | undefined;
  readonly currency: Currency;
  readonly signed?: boolean | undefined;
  /** Without øre: on overviews. Where a payment is, every øre is told. */
  readonly whole?: boolean | undefined;
}) {
  const { t, money } = useText();
  if (amount === undefined) return <>–</>;
  if (amount === null) return <span className="hidden-figure">{t('state.hidden')}</span>;
  const tone = /^-?0+$/.test(amount)
    ? 'amount amount-zero'
    : !signed
      ? 'amount'
      : amount.startsWith('-')
        ? 'amount amount-negative'
        : 'amount amount-positive';
  return <span className={tone}>{money(amount, currency, whole)}</span>;
}

export function Count({ count }: { readonly count: number | null | undefined }) {
  const text = useText();
  if (count === undefined) return <>–</>;
  return count === null ? <span className="hidden-figure">{text.t('state.hidden')}</span> : <>{text.count(count)}</>;
}

/** Whose purse it is, and on which level of government. */
export function PurseName({
  purse: { name, treasury },
}: {
  readonly purse: Pick<Overview['silos'][number], 'name' | 'treasury'>;
}) {
  const { say, word } = useText();
  return (
    <>
      {say(name)} <span className="cell-note">{word('treasury', treasury)}</span>
    </>
  );
}

export function HiddenNote({ when }: { readonly when: boolean }) {
  const { t } = useText();
  return when ? <p className="note">{t('state.hiddenNote')}</p> : null;
}

/** Under figures of which those of other departments are left out. */
export function RestrictedNote({ when }: { readonly when: boolean }) {
  const { t } = useText();
  return when ? <p className="note">{t('state.restrictedNote')}</p> : null;
}

const TONES: Readonly<Record<string, string>> = {
  final: 'success',
  active: 'success',
  authorised: 'success',
  paid: 'success',
  up: 'success',
  passed: 'success',
  refused: 'error',
  rejected: 'error',
  annulled: 'error',
  down: 'error',
  failed: 'error',
  returned: 'warning',
  disputed: 'warning',
  objected: 'warning',
  undelivered: 'error',
  'answer-refused': 'error',
  withdrawn: 'warning',
  reversed: 'warning',
  degraded: 'warning',
  warning: 'warning',
  draft: 'warning',
};

/** A state in words; the colour only repeats it. */
export function Badge({ state, children }: { readonly state: string; readonly children: ReactNode }) {
  return <span className={`badge badge-${TONES[state] ?? 'info'}`}>{children}</span>;
}

/** Names and values, e.g. key figures or the basics of a contract. */
export function Facts({
  items,
  figures,
}: {
  readonly items: readonly (readonly [name: string, value: ReactNode, hint?: ReactNode])[];
  readonly figures?: boolean | undefined;
}) {
  return (
    <dl className={figures ? 'facts facts-figures' : 'facts'}>
      {items.map(([name, value, hint]) => (
        <div key={name}>
          <dt>
            <span>{name}</span>
            <Tip of={name} />
          </dt>
          <dd>
            {value}
            {hint && <span className="fact-hint">{hint}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
