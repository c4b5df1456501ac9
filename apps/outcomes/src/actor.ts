import type { Person } from '@ringvirkning/auth';
import type { Actor } from '@ringvirkning/outcomes-domain';

/** A signed-in person as the rules of claims see them: always in the name of their own organisation. */
export const actorOf = ({ subject, memberOf }: Person): Actor => ({ subject, organisation: memberOf });
