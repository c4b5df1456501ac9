import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Terms } from '@ringvirkning/terms-language';

/** The contract's terms: the contracts service has read the document as such, and they hold nothing that JSON does not. */
export const termsOf = (contract: ContractDetails): Terms => contract.terms as unknown as Terms;
