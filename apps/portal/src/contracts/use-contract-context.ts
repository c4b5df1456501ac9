import { useOutletContext } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { termsOf } from './terms-view.js';
import { namesOf } from './terms-words.js';

/** What the tabs of a contract share: the contract, and names for its codes. */
export function useContractContext() {
  return useNames(useOutletContext<ContractDetails>());
}

export function useNames(contract: ContractDetails) {
  const text = useText();
  const terms = termsOf(contract);
  return {
    contract,
    terms,
    title: terms.title ? text.say(terms.title) : contract.title,
    ...namesOf(terms, text),
    party: (id: string): string => contract.parties.find((party) => party.id === id)?.name ?? id,
    /** Whose users act, by the name of their party; the id of one that is no party any more. */
    organisation: (id: string): string => contract.parties.find(({ organisation }) => organisation === id)?.name ?? id,
  };
}
