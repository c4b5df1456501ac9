import { yearOf } from '@ringvirkning/kernel';
import { versionsOf } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { Chain } from './chain.js';
import type { Agreement, Joint, RequiredSignOff } from './contract.js';

/** What the terms ask of signing and activation; `joint`: who signs from an instance of their own; `chain`: what this municipality asks beside them. */
export function agreementOf(terms: Terms, termsDigest: string, joint?: Joint, chain?: Chain): Agreement {
  const payers = terms.parties.filter((party) => party.kind === 'municipality' && party.roles.includes('payer'));
  return {
    ref: terms.ref,
    termsDigest,
    currency: terms.currency,
    parties: terms.parties.map(({ id, organisation, roles }) => ({
      id,
      organisation,
      roles: [...roles, ...stillPaying(terms, id)],
    })),
    requiredSignOffs: signOffsOf(terms, joint, chain),
    chain,
    joint,
    appropriating: payers.map(({ id }) => id),
    budgetYears: { first: yearOf(terms.period.from), last: yearOf(terms.period.to) },
    holdsFrom: terms.amends?.from,
  };
}

/** Who paid by an earlier version pays on for its time, and so appropriates. */
const stillPaying = (terms: Terms, id: string): readonly ['payer'] | readonly [] => {
  const paid = (each: Terms): boolean => each.parties.some((party) => party.id === id && party.roles.includes('payer'));
  return !paid(terms) && versionsOf(terms).some((version) => paid(version.terms)) ? ['payer'] : [];
};

/** Where the terms name nobody, two offices of the authority decide; one person cannot hold both. */
const OFFICES = ['council', 'municipal-director'] as const;

/**
 * Who must sign: whom the terms name, or else two offices of the authority (of a payer, where no party is the authority). Of each municipality that
 * binds itself from an instance of its own, and of which the terms name no deciding office: two offices too. The chain of this municipality comes on top, and
 * takes the place of the two offices where nobody else counts on them.
 */
export function signOffsOf(
  { signOffs, parties }: Pick<Terms, 'signOffs' | 'parties'>,
  joint?: Pick<Joint, 'home' | 'partners'>,
  chain?: Chain,
): RequiredSignOff[] {
  const isOnlyOurs = !joint && chain?.party === deciding(parties).id;
  const silently = isOnlyOurs ? [] : officesOf(deciding(parties));
  const named = signOffs.length > 0 ? signOffs.map(({ role, party }) => ({ role, party })) : silently;
  const base = joint ? [...named, ...ofSilent(named, parties, joint)] : named;
  const ofChain = chain?.steps.flat().map((role) => ({ role, party: chain.party })) ?? [];
  return [
    ...base,
    ...ofChain.filter(({ role, party }) => !base.some((one) => one.role === role && one.party === party)),
  ];
}

/** Two offices of each municipality that binds itself from an instance of its own, and of which the terms name none that decides. */
function ofSilent(
  named: readonly RequiredSignOff[],
  parties: Terms['parties'],
  { home, partners }: Pick<Joint, 'home' | 'partners'>,
): RequiredSignOff[] {
  const decide = new Set(
    named.flatMap(({ role, party }) =>
      DECIDING.has(role) ? parties.find(({ id }) => id === party)!.organisation : [],
    ),
  );
  const silent = [home, ...partners].filter((organisation) => !decide.has(organisation));
  return silent.flatMap((organisation) => {
    const bound = parties.find((party) => party.organisation === organisation && bindsItself(party));
    return bound ? officesOf(bound) : [];
  });
}

const DECIDING: ReadonlySet<string> = new Set(['council', 'municipal-director', 'mayor', 'board']);
type Party = Terms['parties'][number];
const officesOf = ({ id }: Party): RequiredSignOff[] => OFFICES.map((role) => ({ role, party: id }));
const bindsItself = ({ kind, roles }: Party): boolean =>
  kind === 'municipality' && (roles.includes('authority') || roles.includes('payer'));
const deciding = (parties: Terms['parties']): Party =>
  parties.find(({ roles }) => roles.includes('authority')) ??
  parties.find(({ roles }) => roles.includes('payer')) ??
  parties[0]!;

/** The silos the terms name: the department whose budget pays or gains for a party. */
export const departmentsOf = (terms: Terms): { id: string; name: string; party: string; gln?: string | undefined }[] =>
  terms.parties.flatMap(({ id, department, gln }) =>
    department ? [{ id: department, name: department, party: id, gln }] : [],
  );
