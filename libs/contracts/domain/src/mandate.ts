import { daysBetween, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { CHAIN_OFFICES } from './chain.js';
import type { RequiredSignOff, Signer } from './contract.js';
import * as errors from './errors.js';
import { SIGNERS } from './signers.js';

/** Who signs for an office while it is away: everybody of a role, or one person. */
export type Deputy = { readonly role: string } | { readonly subject: string; readonly name: string };

/** What somebody who holds an office has given to others for a time; both days are included, and it ends by itself. */
export interface Mandate {
  readonly id: string;
  /** The sign-off that may be given on its behalf. */
  readonly office: string;
  /** Whose people both are. */
  readonly organisation: string;
  readonly to: Deputy;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly reason: string;
  readonly by: string;
  readonly byName: string;
  readonly at: Instant;
  /** Taken back before its time. */
  readonly endedAt?: Instant | undefined;
}

/** Roles whose people may sign at all, so that a mandate to them is of use. */
const DEPUTY_ROLES: readonly string[] = ['department-head', 'municipal-director', 'council-member'];
/** Bodies decide together: somebody whom they name signs for them, never everybody of a role. */
const BODIES: readonly string[] = ['investment-council', 'committee', 'council'];
/** A longer absence is another person in the office. */
const LONGEST_DAYS = 366;

/** @throws DomainError when the giver does not hold the office themselves, gives it to themselves or to those who hold it, or for a time that is over or too long. */
export function giveMandate(
  wanted: Pick<Mandate, 'id' | 'office' | 'to' | 'from' | 'until' | 'reason'>,
  giver: Signer,
  at: Instant,
  today: LocalDate,
): Mandate {
  const { office, to, from, until } = wanted;
  if (!(CHAIN_OFFICES as readonly string[]).includes(office) || !holds(office, giver))
    throw errors.notYourOffice(office);
  if ('subject' in to && to.subject === giver.subject) throw errors.mandateToSelf();
  if ('role' in to && !DEPUTY_ROLES.includes(to.role)) throw errors.mandateToNobody();
  if ('role' in to && BODIES.includes(office)) throw errors.mandateOfBody();
  if ('role' in to && SIGNERS[office]!.includes(to.role)) throw errors.mandateNeedless();
  if (until < from || until < today || daysBetween(from, until) >= LONGEST_DAYS)
    throw errors.mandatePeriod(LONGEST_DAYS);
  const { subject: by, name: byName, organisation } = giver;
  return { ...wanted, organisation, by, byName, at };
}

/** Whoever gave it takes it back, or somebody else who holds the office. @throws DomainError */
export function mayEndMandate({ office, organisation, endedAt, by }: Mandate, signer: Signer): void {
  if (endedAt !== undefined) throw errors.mandateEnded();
  const isOfOffice = holds(office, signer) && organisation === signer.organisation;
  if (by !== signer.subject && !isOfOffice) throw errors.notYourOffice(office);
}

/** The mandate by which somebody may give a sign-off that is not theirs; the one that was given first. Nobody acts on a mandate of their own. */
export const mandateFor = (
  mandates: readonly Mandate[],
  { role }: RequiredSignOff,
  signer: Signer,
  on: LocalDate,
): Mandate | undefined =>
  mandates.find(
    ({ office, organisation, to, from, until, by, endedAt }) =>
      office === role &&
      organisation === signer.organisation &&
      endedAt === undefined &&
      from <= on &&
      on <= until &&
      by !== signer.subject &&
      ('role' in to ? signer.roles.includes(to.role) : to.subject === signer.subject),
  );

const holds = (office: string, { roles }: Signer): boolean => roles.some((held) => SIGNERS[office]?.includes(held));
