import { yearOf } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import type { Agreement, RequiredSignOff } from './contract.js';

/** What the terms ask of signing and activation. */
export function agreementOf(terms: Terms, termsDigest: string): Agreement {
  const payers = terms.parties.filter((party) => party.kind === 'municipality' && party.roles.includes('payer'));
  return {
    ref: terms.ref,
    termsDigest,
    currency: terms.currency,
    parties: terms.parties.map(({ id, organisation, roles }) => ({ id, organisation, roles })),
    requiredSignOffs: signOffsOf(terms),
    appropriating: payers.map(({ id }) => id),
    budgetYears: { first: yearOf(terms.period.from), last: yearOf(terms.period.to) },
  };
}

/** Where the terms name nobody, two offices of the authority decide; one person cannot hold both. */
const OFFICES = ['council', 'municipal-director'] as const;

/** Who must sign: whom the terms name, or else two offices of the authority (of a payer, where no party is the authority). */
export function signOffsOf({ signOffs, parties }: Pick<Terms, 'signOffs' | 'parties'>): RequiredSignOff[] {
  if (signOffs.length > 0) return signOffs.map(({ role, party }) => ({ role, party }));
  const deciding =
    parties.find(({ roles }) => roles.includes('authority')) ??
    parties.find(({ roles }) => roles.includes('payer')) ??
    parties[0]!;
  return OFFICES.map((role) => ({ role, party: deciding.id }));
}

/** The silos the terms name: the department whose budget pays or gains for a party. */
export const departmentsOf = (terms: Terms): { id: string; name: string; party: string; gln?: string | undefined }[] =>
  terms.parties.flatMap(({ id, department, gln }) =>
    department ? [{ id: department, name: department, party: id, gln }] : [],
  );
