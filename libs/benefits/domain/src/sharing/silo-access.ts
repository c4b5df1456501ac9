import type { LocalDate } from '@ringvirkning/kernel';
import { municipalityByInstance } from '@ringvirkning/reference';
import type { Figure } from '../overview.js';
import { opens, type DataSharing, type DetailLevel } from './data-sharing.js';

/** The purse of a department of an instance's municipality: `municipality:0751/social`. */
export const departmentPurse = (instance: string, department: string): string =>
  `municipality:${municipalityByInstance(instance)?.code ?? instance}/${department}`;

/** Somebody of the authority, as they may decide for purses. */
export interface PurseDecider {
  readonly roles: readonly string[];
  readonly memberOf: string;
  readonly departments: readonly string[];
}

/** Who decides whether figures of a purse are shared: the head of its department; for purses without a head here (the state, a region, the municipality as a whole) the municipal director. */
export function decidesFor({ roles, memberOf, departments }: PurseDecider, purse: string): boolean {
  if (purse.startsWith(departmentPurse(memberOf, '')))
    return roles.includes('department-head') && departments.some((each) => departmentPurse(memberOf, each) === purse);
  return roles.includes('municipal-director');
}

/** Purses of parties that are no authority: what they put up, pay and get is part of a contract, and follows it. */
const isPrivate = (silo: string): boolean => /^(fund|supplier|company):/.test(silo);

/** A figure of a purse, as somebody asks for it. */
export interface AskedFigure {
  readonly silo: string;
  readonly figure: Figure;
  readonly contractId?: string | undefined;
}

/** Of whom somebody reads: everybody, or their own departments. */
export interface Confinement {
  /** Purses of their departments. */
  readonly own: ReadonlySet<string>;
  /** Contracts that a department of theirs is party to, and those that name no department. */
  readonly contracts: ReadonlySet<string>;
  /** Agreements by which a department of theirs receives. */
  readonly agreements: readonly DataSharing[];
  readonly today: LocalDate;
}

/**
 * What somebody may read of the books, purse by purse: all, or their own departments in full, private parties where the contract is theirs, and others
 * as agreed. It remembers which agreements a reading rested on, so that each can tell who read by it.
 */
export class SiloAccess {
  private readonly usedAgreements = new Set<string>();

  /** @param confinement undefined for who reads everything. */
  constructor(private readonly confinement: Confinement | undefined) {}

  get isConfined(): boolean {
    return this.confinement !== undefined;
  }
  /** Ids of agreements without which something would not have been read. */
  get used(): readonly string[] {
    return [...this.usedAgreements].sort();
  }
  /** @param detail how closely: own purses are open down to entries. */
  mayRead({ silo, figure, contractId }: AskedFigure, detail: DetailLevel = 'figures'): boolean {
    if (!this.confinement) return true;
    const { own, contracts, agreements, today } = this.confinement;
    if (own.has(silo)) return true;
    if (isPrivate(silo) && figure !== 'gained' && contractId !== undefined && contracts.has(contractId)) return true;
    const opening = agreements.find((sharing) => opens(sharing, { silo, figure, detail }, today));
    if (opening) this.usedAgreements.add(opening.sharingId);
    return opening !== undefined;
  }
  /** Whether counts of a contract's outcomes may be read: those belong to the departments that are party to it. */
  mayCount(contractId: string): boolean {
    return this.confinement?.contracts.has(contractId) ?? true;
  }
  /** Whether a purse's exact figures may be read, whatever the contract: what a page about one department asks. */
  mayReadSilo(silo: string): boolean {
    return this.mayRead({ silo, figure: 'gained' });
  }
}
