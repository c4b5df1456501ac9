import type { ChainRule } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';

/** Rules and steps in words. */
export function useChainWords() {
  const { t, word, money } = useText();
  return {
    steps: (steps: readonly (readonly string[])[]): string =>
      steps
        .map((step) => step.map((office) => word('role', office)).join(` ${t('chain.and')} `))
        .join(`, ${t('chain.then')} `),
    condition: ({ kind, above }: ChainRule): string =>
      [
        t(`chain.kind.${kind ?? 'all'}`),
        ...(above
          ? [t('chain.above', { measure: t(`chain.limit.${above.measure}`), amount: money(above.amount, 'DKK') })]
          : []),
      ].join(' · '),
  };
}
