import type { PartnershipMember } from '@ringvirkning/partnership-api';

/** A member's name; its short name where it is unknown. */
export const nameOf = (members: readonly PartnershipMember[], id: string): string =>
  members.find((member) => member.id === id)?.name ?? id;
