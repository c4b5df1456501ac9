import type { LocalDate } from '@ringvirkning/kernel';
import { agreementStatus, faultOfPass, type Agreements, type Pass } from '@ringvirkning/partnership-domain';

/** The types of what one side may send under agreements that are active today. */
export const flowsFrom = (agreements: Agreements, from: string, today: LocalDate): string[] => [
  ...new Set(
    Object.values(agreements)
      .filter((agreement) => agreementStatus(agreement, today) === 'active')
      .flatMap(({ terms }) => terms.flows.filter((flow) => flow.from === from).map(({ type }) => type)),
  ),
];

/** The agreement under which something may pass today; of several that which ends last. */
export const agreementFor = (agreements: Agreements, pass: Pass, today: LocalDate): string | undefined =>
  Object.values(agreements)
    .filter((agreement) => !faultOfPass(agreement, pass, today))
    .sort((a, b) => (a.terms.ends > b.terms.ends ? -1 : 1))[0]?.id;
