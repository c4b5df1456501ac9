/** The main menu, in its order, with what one must be permitted to see a place; one of several is enough. */
export const PLACES = [
  { to: '/', title: 'nav.front', permission: 'benefits.read' },
  { to: '/department', title: 'nav.department', permission: 'benefits.read-agreements' },
  { to: '/contracts', title: 'nav.contracts', permission: 'contracts.read' },
  { to: '/what-works', title: 'nav.works', permission: 'outcomes.read' },
  { to: '/provisions', title: 'nav.provisions', permission: 'benefits.read' },
  { to: '/try-model', title: 'nav.try', permission: 'contracts.simulate' },
  { to: '/work-list', title: 'nav.work', permission: 'contracts.read' },
  { to: '/due', title: 'nav.due', permission: ['outcomes.claim', 'outcomes.attest', 'outcomes.verify'] },
  { to: '/payments-due', title: 'nav.paymentsDue', permission: ['payments.certify', 'payments.authorise'] },
  { to: '/partnership', title: 'nav.partnership', permission: 'partnership.read' },
  { to: '/data-sharing', title: 'nav.sharing', permission: 'benefits.read-sharing' },
  { to: '/access-log', title: 'nav.access', permission: 'access-log.read' },
  { to: '/operations', title: 'nav.operations', permission: 'operations.read' },
] as const;

/** Where somebody goes for whom nothing waits: to the money, who is shown it; a verifier to the work list, an operator to operations. */
export function firstPlace(may: (permission: string) => boolean): string {
  if (may('benefits.read')) return '/';
  return may('contracts.read') ? '/work-list' : '/operations';
}
