import type { Actor } from '@ringvirkning/persistence';

/** Who works with single cases inside the authority. Council members, suppliers and investors read figures that become public, or that leave the house. */
const INSIDE = ['case-worker', 'department-head', 'controller', 'municipal-director'];

/** Whether small cells are withheld from this reader. Roles count only for people of the authority itself, whose organisation is `*`. */
export const withholdsFrom = (actor: Actor): boolean =>
  actor.organisation !== '*' || !actor.roles.some((role) => INSIDE.includes(role));
