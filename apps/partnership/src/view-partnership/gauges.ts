import type { Provider } from '@nestjs/common';
import { CLOCK, type Clock, type Instant } from '@ringvirkning/kernel';
import type { PartnershipMember, PartnershipState } from '@ringvirkning/partnership-api';
import { OWN_GAUGES, type OwnGauges } from '@ringvirkning/service';
import { ViewPartnershipHandler } from './view-partnership.handler.js';

const DAY_MS = 86_400_000;

interface Seen {
  readonly state: PartnershipState;
  readonly now: Instant;
}
type Linked = PartnershipMember & { readonly link: NonNullable<PartnershipMember['link']> };
const partners = ({ state }: Seen): readonly Linked[] =>
  state.members.filter((member): member is Linked => member.link !== null);
const since = (at: Instant, now: Instant): number => Date.parse(now) - Date.parse(at);

/** How the exchange with each partner stands. A partner is a municipality, and they are few. */
export const partnershipGauges = (look: () => Promise<Seen>): OwnGauges<Seen> => ({
  look,
  gauges: [
    {
      name: 'partner_behind',
      help: 'Messages to a partner that have no outcome yet',
      labels: ['member'],
      of: (seen) =>
        partners(seen).map(({ id, link }) => ({
          labels: { member: id },
          value: link.waiting + link.sent - link.settledSent,
        })),
    },
    {
      name: 'partner_heard_seconds',
      help: 'How long ago a partner was heard; nothing before it first was',
      labels: ['member'],
      of: (seen) =>
        partners(seen).flatMap(({ id, link }) =>
          link.heardAt === null ? [] : [{ labels: { member: id }, value: since(link.heardAt, seen.now) / 1_000 }],
        ),
    },
    {
      name: 'partner_key_days',
      help: 'Days until a member must have renewed its key, ourselves included',
      labels: ['member'],
      of: ({ state, now }) =>
        state.members.flatMap(({ id, keyEndsAt }) =>
          keyEndsAt === null ? [] : [{ labels: { member: id }, value: -since(keyEndsAt, now) / DAY_MS }],
        ),
    },
    {
      name: 'partnership_problems',
      help: 'What wants attention between us and partners, by level',
      labels: ['level'],
      of: ({ state: { problems } }) =>
        (['amber', 'red'] as const).map((level) => ({
          labels: { level },
          value: problems.filter((problem) => problem.level === level).length,
        })),
    },
  ],
});

export const PARTNERSHIP_GAUGES: Provider = {
  provide: OWN_GAUGES,
  useFactory: (view: ViewPartnershipHandler, clock: Clock) =>
    partnershipGauges(async () => ({ state: await view.state(), now: clock.now() })),
  inject: [ViewPartnershipHandler, CLOCK],
};
