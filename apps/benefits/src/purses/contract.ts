import {
  misfits,
  siloOfParty,
  type ContractSubject,
  type DepartmentNames,
  type PurseHolder,
  type Silo,
  type ValuationModel,
} from '@ringvirkning/benefits-domain';
import { fail, type Currency } from '@ringvirkning/kernel';
import { isMunicipalityCode } from '@ringvirkning/reference';

/** A party as benefits keeps it: its purse, and its roles in the contract. */
export interface ContractParty extends PurseHolder {
  readonly roles: readonly string[];
}

/** What benefits knows about a contract in force. */
export interface Contract {
  readonly contractId: string;
  readonly ref: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly version: number;
  readonly currency: Currency;
  readonly parties: readonly ContractParty[];
  readonly departments: DepartmentNames;
  /** `code@version` of the attached valuation model. */
  readonly model: string | null;
  /** The member that leads it; null when we do. */
  readonly home: string | null;
  /** Organisations whose purses are kept in the books of another instance (ADR 76). */
  readonly elsewhere: readonly string[];
  /** What its terms are about; null for a contract from before that was kept. */
  readonly subject: ContractSubject | null;
  /** Of the versions that were in force, the newest last. */
  readonly termsDigests: readonly string[];
}

/** What decides to which purse a benefit or a payment falls. */
export type Purses = Pick<Contract, 'currency' | 'parties' | 'departments'>;

/** Whether a party's purse is kept in the books of another instance. */
export const isElsewhere = ({ elsewhere }: Pick<Contract, 'elsewhere'>, party: ContractParty): boolean =>
  elsewhere.includes(party.organisation);

/** The municipality's own purse, without departments: `municipality:0657`. */
export const municipalPurse = (party: ContractParty): string =>
  `municipality:${party.municipalityCode ?? party.organisation}`;

export function partyOf(contract: Purses, id: string): ContractParty {
  const party = contract.parties.find((candidate) => candidate.id === id);
  if (!party)
    throw fail.notFound(
      'benefits.unknown-party',
      `Parten "${id}" findes ikke i kontrakten.`,
      `The contract has no party "${id}".`,
      { params: { party: id } },
    );
  return party;
}

export const siloOf = (contract: Purses, party: string): Silo =>
  siloOfParty(partyOf(contract, party), contract.currency, contract.departments);

/** Names of the parties' purses as a whole, by key. */
export const purseNames = ({ parties, currency }: Purses): ReadonlyMap<string, Silo> =>
  new Map(
    parties.map((party) => {
      const silo = siloOfParty({ ...party, department: undefined }, currency);
      return [silo.key, silo];
    }),
  );

const isDanishMunicipality = (party: ContractParty): boolean =>
  party.kind === 'municipality' && isMunicipalityCode(party.municipalityCode ?? '');

/** All that decides to which purses gains fall, as it is kept with what was valued by it. */
export const gainingPurses = ({
  parties,
  elsewhere,
}: Pick<Contract, 'parties' | 'elsewhere'>): Pick<Contract, 'parties' | 'elsewhere'> => {
  const municipalities = parties.filter(isDanishMunicipality);
  const known = new Set(municipalities.map(({ organisation }) => organisation));
  return { parties: municipalities, elsewhere: elsewhere.filter((member) => known.has(member)) };
};

/**
 * The municipality that a person's benefits count for: the one that pays for the person, or else the contract's own (payers first).
 * Undefined when the contract has no Danish municipality.
 */
export function municipalityFor(contract: Pick<Purses, 'parties'>, paying: string | null): ContractParty | undefined {
  const municipalities = contract.parties.filter(isDanishMunicipality);
  return (
    municipalities.find((party) => party.id === paying) ??
    municipalities.find((party) => party.roles.includes('payer')) ??
    municipalities[0]
  );
}

/** @throws DomainError `benefits.other-currency`, `benefits.no-municipality` when the model cannot value what the contract brings. */
export function checkFit(contract: Purses, model: ValuationModel): void {
  if (model.currency !== contract.currency) {
    throw fail.rule(
      'benefits.other-currency',
      `Modellen regner i ${model.currency}, kontrakten i ${contract.currency}.`,
      `The model is in ${model.currency}, the contract in ${contract.currency}.`,
    );
  }
  if (!municipalityFor(contract, null)) {
    throw fail.rule(
      'benefits.no-municipality',
      'Kontrakten har ingen dansk kommune, som gevinsterne kan fordeles ud fra.',
      'The contract has no Danish municipality from which benefits could be shared out.',
    );
  }
}

/** @throws DomainError `benefits.model-does-not-belong` with every reason, when the model says that it is for other contracts. */
export function checkBelongs({ subject }: Pick<Contract, 'subject'>, model: ValuationModel): void {
  if (model.appliesTo === undefined) return;
  const reasons = subject === null ? [NOT_KNOWN] : misfits(model, subject);
  if (reasons.length === 0) return;
  throw fail.rule(
    'benefits.model-does-not-belong',
    `Modellen hører ikke til kontrakten. ${reasons.map(({ da }) => da).join(' ')}`,
    `The model does not belong to the contract. ${reasons.map(({ en }) => en).join(' ')}`,
    {
      whatToDo: {
        da: 'Vælg en model til denne slags kontrakt, eller gem en udgave, hvis appliesTo nævner den.',
        en: 'Choose a model for this kind of contract, or store an edition whose appliesTo names it.',
      },
    },
  );
}

const NOT_KNOWN = {
  da: 'Modellen er til bestemte kontrakter, og hvad denne handler om, kendes først fra dens næste udgave.',
  en: 'The model is for certain contracts, and what this one is about is known only from its next version.',
};
