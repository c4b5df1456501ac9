import { authorityOf, siloOfBenefit, type Expected, type PurseOf, type Silo } from '@ringvirkning/benefits-domain';
import {
  municipalityFor,
  municipalPurse,
  purseNames,
  siloOf,
  type ContractParty,
  type Purses,
} from '../purses/contract.js';
import type { EstimateAsked } from './estimate.task.js';

export interface Payment {
  readonly silo: Silo;
  readonly amount: bigint;
  readonly year: number | null;
  readonly outcome: string | null;
}

/** A contract not yet made, as far as its purses go. */
export interface Plan {
  expected(achieved: EstimateAsked['achieved']): Expected[];
  payments(of: EstimateAsked['payments']): Payment[];
  readonly purseOf: PurseOf;
  /** A purse that was asked about. */
  readonly silo: (key: string) => Silo;
  /** The whole authority of a purse. */
  readonly authority: (of: Silo) => Silo;
}

/** @throws DomainError `benefits.unknown-party` when a payment names one */
export function planOf(purses: Purses): Plan {
  const [silos, municipalities] = [new Map<string, Silo>(), new Map<string, ContractParty>()];
  const names = purseNames(purses);
  const known = (silo: Silo): Silo => {
    silos.set(silo.key, silo);
    return silo;
  };
  const authority = (payer: string | undefined): string => {
    const paying = purses.parties.find(
      ({ id, municipalityCode }) => payer !== undefined && (id === payer || municipalityCode === payer),
    );
    const municipality = municipalityFor(purses, paying?.id ?? null)!;
    const key = municipalPurse(municipality);
    municipalities.set(key, municipality);
    return key;
  };
  return {
    expected: (achieved) =>
      achieved.map(({ outcome, month, quantity, payer, count }) => ({
        outcome,
        on: month,
        quantity,
        count,
        authority: authority(payer),
      })),
    payments: (of) =>
      of.map(({ party, amount, year = null, outcome = null }) => ({
        silo: known(siloOf(purses, party)),
        amount: BigInt(amount),
        year,
        outcome,
      })),
    purseOf: (line, expected) =>
      known(siloOfBenefit(line, municipalities.get(expected.authority)!, purses.departments)).key,
    silo: (key) => silos.get(key)!,
    authority: (silo) => names.get(authorityOf(silo.key)) ?? silo,
  };
}
