import type { Contract } from './contract.js';

/** Whether a partner leads this contract. */
export const isCopy = ({ agreement: { joint } }: Contract): boolean => joint !== undefined && joint.home !== joint.us;

/** Whether this instance signs and appropriates for the party. Home does for all who have no instance of their own. */
export function isOurs(contract: Contract, party: string): boolean {
  const { joint } = contract.agreement;
  if (!joint) return true;
  const organisation = organisationOf(contract, party);
  return isCopy(contract) ? organisation === joint.us : !joint.partners.some((partner) => partner === organisation);
}

export const organisationOf = ({ agreement }: Contract, party: string): string | undefined =>
  agreement.parties.find(({ id }) => id === party)?.organisation;
