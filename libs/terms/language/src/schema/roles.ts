import type { Party, Terms } from './terms.js';

export const hasRole = ({ parties }: Pick<Terms, 'parties'>, id: string, role: Party['roles'][number]): boolean =>
  parties.find((party) => party.id === id)?.roles.includes(role) ?? false;
