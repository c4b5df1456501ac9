import type { ContractDetails } from '@ringvirkning/contracts-api';

/** Who can pay for a person: the municipalities that pay in this contract. A fund or the state pays what the terms say, whoever the person is. */
export const payingMunicipalities = ({ parties }: Pick<ContractDetails, 'parties'>): ContractDetails['parties'] =>
  parties.filter(({ kind, roles }) => kind === 'municipality' && roles.includes('payer'));
