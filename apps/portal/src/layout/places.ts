import type { TextKey } from '../i18n/texts.js';

export interface Place {
  readonly to: string;
  readonly title: TextKey;
  /** What one must be permitted to see it; one of several is enough. */
  readonly permission: string | readonly string[];
  /** Looked up now and then: it gives way where the menu would be too long. */
  readonly seldom?: true;
}

/** The main menu, in its order. */
const PLACES: readonly Place[] = [
  { to: '/', title: 'nav.front', permission: 'benefits.read' },
  { to: '/department', title: 'nav.department', permission: 'benefits.read-agreements' },
  { to: '/contracts', title: 'nav.contracts', permission: 'contracts.read' },
  { to: '/what-works', title: 'nav.works', permission: 'outcomes.read' },
  { to: '/provisions', title: 'nav.provisions', permission: 'benefits.read', seldom: true },
  { to: '/try-model', title: 'nav.try', permission: 'contracts.simulate' },
  { to: '/work-list', title: 'nav.work', permission: 'contracts.read' },
  { to: '/due', title: 'nav.due', permission: ['outcomes.claim', 'outcomes.attest', 'outcomes.verify'] },
  { to: '/payments-due', title: 'nav.paymentsDue', permission: ['payments.certify', 'payments.authorise'] },
  { to: '/capital', title: 'nav.capital', permission: 'payments.read-capital', seldom: true },
  { to: '/partnership', title: 'nav.partnership', permission: 'partnership.read', seldom: true },
  { to: '/data-sharing', title: 'nav.sharing', permission: 'benefits.read-sharing', seldom: true },
  { to: '/access-log', title: 'nav.access', permission: 'access-log.read', seldom: true },
  { to: '/operations', title: 'nav.operations', permission: 'operations.read' },
];

/** As many as stand in one row of an ordinary screen. */
const IN_A_ROW = 9;

/** What stands in somebody's menu, and what lies behind its last point. */
export function menuOf(may: (permission: string) => boolean): { readonly row: Place[]; readonly more: Place[] } {
  const places = PLACES.filter(({ permission }) => [permission].flat().some(may));
  if (places.length <= IN_A_ROW) return { row: places, more: [] };
  return { row: places.filter(({ seldom }) => !seldom), more: places.filter(({ seldom }) => seldom) };
}

/** Where somebody goes for whom nothing waits: to the money, who is shown it; a verifier to the work list, an operator to operations. */
export function firstPlace(may: (permission: string) => boolean): string {
  if (may('benefits.read')) return '/';
  return may('contracts.read') ? '/work-list' : '/operations';
}
