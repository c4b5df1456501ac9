import { yearOf } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms';
import type { Agreement } from './contract.js';

/**
 * What the terms ask of signing and activation. Every paying municipality needs an appropriation for the contract's first budget year
 * (kommunestyrelsesloven § 40: no spending without one).
 */
export function agreementOf(terms: Terms, termsDigest: string): Agreement {
  const budgetYear = yearOf(terms.period.from);
  const payers = terms.parties.filter((party) => party.kind === 'municipality' && party.roles.includes('payer'));
  return {
    ref: terms.ref,
    termsDigest,
    parties: terms.parties.map(({ id, organisation, roles }) => ({ id, organisation, roles })),
    requiredSignOffs: terms.signOffs.map(({ role, party }) => ({ role, party })),
    requiredAppropriations: payers.map(({ id }) => ({ payer: id, budgetYear })),
  };
}

/** The silos the terms name: the department whose budget pays or gains for a party. */
export const departmentsOf = (terms: Terms): { id: string; name: string; party: string; gln?: string | undefined }[] =>
  terms.parties.flatMap(({ id, department, gln }) =>
    department ? [{ id: department, name: department, party: id, gln }] : [],
  );
