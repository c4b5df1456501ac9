import type { Instant } from '@ringvirkning/kernel';
import type { MemberStatus, Says, Statement } from './schema.js';

/**
 * Whose word a statement takes: the member's own, the keeper's, any active member's, that of two others, of more than half of the others,
 * or of more than half of all.
 */
export type Word = 'itself' | 'keeper' | 'one' | 'two' | 'others' | 'most';

interface Rule {
  /** What the member it is about may be before; `none`: not known yet. */
  readonly from: readonly (MemberStatus | 'none')[];
  /** What the member is afterwards; null: as before. */
  readonly to: MemberStatus | null;
  /** One of these. */
  readonly by: readonly Word[];
}

/** The whole life of a member, and whose word each step takes. A statement that gives a member a key is signed with that key too. */
export const STATEMENTS = {
  found: { from: ['none'], to: 'active', by: ['itself'] },
  amend: { from: [], to: null, by: ['most'] },
  invite: { from: ['none', 'invited', 'left', 'excluded'], to: 'invited', by: ['one'] },
  join: { from: ['invited'], to: 'active', by: ['itself'] },
  suspend: { from: ['active'], to: 'suspended', by: ['itself', 'others'] },
  resume: { from: ['suspended'], to: 'active', by: ['itself', 'others'] },
  leave: { from: ['active', 'suspended'], to: 'left', by: ['itself'] },
  exclude: { from: ['invited', 'active', 'suspended'], to: 'excluded', by: ['others'] },
  'change-key': { from: ['active', 'suspended'], to: null, by: ['itself'] },
  'replace-key': { from: ['active', 'suspended'], to: null, by: ['two'] },
  'announce-maintenance': { from: ['active'], to: null, by: ['itself'] },
  'announce-versions': { from: ['active', 'suspended'], to: null, by: ['itself'] },
  'hand-over': { from: ['active'], to: null, by: ['keeper', 'most'] },
} as const satisfies Record<Says['what'], Rule>;
export type What = keyof typeof STATEMENTS;

/** Whom a statement is about; undefined: everybody. */
export const subjectOf = (says: Says): string | undefined => ('member' in says ? says.member : undefined);

/** The key that a statement gives to its member. */
export const keyGiven = (says: Says): { readonly key: string; readonly keyEndsAt: Instant } | undefined =>
  'key' in says ? says : undefined;

/** Days from being said to being entered: nobody keeps a member's word back for a better day. */
export const ENTERED_WITHIN_DAYS = 14;

/** The statement without its signatures: what they are over, and what it is known by. */
export const bodyOf = ({ signatures: _, ...body }: Statement): Omit<Statement, 'signatures'> => body;
