import { authoritiesOf, isBetween, type Agreement } from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';
import { isElsewhere, municipalPurse, type Contract } from '../purses/contract.js';
import { ownMunicipality } from './own-sides.js';

/** The other municipality of an agreement, which has an instance of its own. */
export interface Partner {
  readonly member: string;
  readonly name: string;
  /** `municipality:0657` */
  readonly purse: string;
  /** Whether the contract is led there: then it drafts agreements and proposes settlements, and we sign and answer. */
  readonly leads: boolean;
}

/** Municipalities of a contract that keep books in instances of their own. */
export const partnersIn = (contract: Contract): Partner[] =>
  contract.parties
    .filter((party) => party.kind === 'municipality' && isElsewhere(contract, party))
    .map((party) => ({
      ...{ member: party.organisation, name: party.name, purse: municipalPurse(party) },
      leads: contract.home === party.organisation,
    }));

/** Undefined for an agreement within one municipality, and where the other has no instance. */
export const partnerOf = (contract: Contract, agreement: Pick<Agreement, 'sides'>): Partner | undefined => {
  if (!isBetween(agreement)) return undefined;
  const purses = authoritiesOf(agreement);
  const partners = partnersIn(contract).filter(({ purse }) => purses.includes(purse));
  return partners.find(({ leads }) => leads) ?? (contract.home === null ? partners[0] : undefined);
};

/** Sides that act in the instance of a municipality (`municipality:0751`): all of an agreement within it, its own of one between two. */
export const sidesOf = (agreement: Pick<Agreement, 'sides'>, purse: string): string[] =>
  agreement.sides.filter(({ silo }) => !isBetween(agreement) || silo.split('/')[0] === purse).map(({ id }) => id);

export const sidesHere = (agreement: Pick<Agreement, 'sides'>, instance: string): string[] =>
  sidesOf(agreement, ownMunicipality(instance));

/** @throws DomainError `benefits.agreement-without-partner`: nobody at the other municipality could approve, and our own are not enough. */
export function checkPartner(agreement: Pick<Agreement, 'sides'>, partner: Partner | undefined): void {
  if (partner || !isBetween(agreement)) return;
  throw fail.rule(
    'benefits.agreement-without-partner',
    'Den anden kommune i aftalen deltager ikke længere i kontrakten med egne bøger.',
    'The other municipality of the agreement no longer takes part in the contract with books of its own.',
  );
}

export const ledElsewhere = ({ name }: Pick<Partner, 'name'>) =>
  fail.rule(
    'benefits.agreement-led-elsewhere',
    `Aftalen ligger hos ${name}, som leder kontrakten.`,
    `The agreement is kept by ${name}, which leads the contract.`,
    {
      whatToDo: {
        da: `Udkast og forslag til afregning laves hos ${name}. Her underskriver, godkender og bogfører I jeres egen del.`,
        en: `Drafts and proposals are made at ${name}. Here you sign, approve and post your own part.`,
      },
    },
  );
