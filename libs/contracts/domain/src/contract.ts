import type { Currency, Instant, LocalDate } from '@ringvirkning/kernel';
import type { Chain } from './chain.js';

export type ContractStatus = 'draft' | 'active' | 'ended';

/** Who must sign: an office on behalf of a party (party id of the terms). */
export interface RequiredSignOff {
  readonly role: string;
  readonly party: string;
}

export interface SignOff extends RequiredSignOff {
  /** Absent when it was given in a partner's instance, which does not say by whom. */
  readonly by: string | undefined;
  /** The name the signer had when they signed; unknown for sign-offs from before names were kept. */
  readonly byName: string | undefined;
  readonly organisation: string;
  readonly at: Instant;
  readonly note?: string | undefined;
  /** Where the decision is found, e.g. a point of the agenda: partners are told. */
  readonly decision?: string | undefined;
  /** The day of that decision, and the case it is filed under; kept here alone. */
  readonly decidedOn?: LocalDate | undefined;
  readonly caseNumber?: string | undefined;
  /** SHA-256 of the file in which the decision is attached; kept here alone. */
  readonly attachment?: string | undefined;
  /** Digest of the summary that it was given on; unknown for those from before summaries were kept, and for those of other instances. */
  readonly summary?: string | undefined;
  /** There is a signature of it. */
  readonly isSigned?: boolean | undefined;
  /** By which mandate it was given, and on behalf of whom: by name, and by the giver's subject. */
  readonly mandate?: { readonly id: string; readonly behalfOf: string; readonly giver: string } | undefined;
}

/** Who signs a contract from an instance of their own (ids of organisations). */
export interface Joint {
  /** The organisation of this instance. */
  readonly us: string;
  /** Who leads it: where it was written, comes into force and is evaluated. */
  readonly home: string;
  /** The others. */
  readonly partners: readonly string[];
}

/** A partner's word that its offices have signed, and that what it may have to pay in this budget year is appropriated. */
export interface Accession {
  readonly organisation: string;
  readonly budgetYear: number;
  /** Absent when it was given in another instance. */
  readonly by: string | undefined;
  readonly at: Instant;
}

/** Where a decision is found that was made outside: who decided, the day, and the case it is filed under. */
export interface Decision {
  /** The body that decided, e.g. the municipal council. */
  readonly body: string;
  readonly on: LocalDate;
  readonly caseNumber: string;
}

/** Where the money of a supplementary appropriation comes from; minor units, and the account that it is taken from where it is known. */
export interface Financing {
  readonly text: string;
  readonly amount: bigint;
  readonly account?: string | undefined;
}

/** In the year's own budget; beside it (*tillægsbevilling*); taken back by a counter-entry; moved from one year to the next. */
export const APPROPRIATION_KINDS = ['original', 'supplementary', 'correction', 'carried-over'] as const;
export type AppropriationKind = (typeof APPROPRIATION_KINDS)[number];

/**
 * The council's permission to spend in one budget year; minor units of the contract's currency. Nothing is ever changed: what is taken back, or leaves the
 * year for the next, is an entry below zero.
 */
export interface Appropriation {
  readonly id: string;
  readonly payer: string;
  readonly budgetYear: number;
  readonly amount: bigint;
  readonly by: string;
  readonly at: Instant;
  /** Absent: `original`. */
  readonly kind?: AppropriationKind | undefined;
  /** Sixteen digits of the authorised chart. */
  readonly account?: string | undefined;
  /** Steering area: `service`, `transfers`, `construction`. */
  readonly area?: string | undefined;
  readonly reason?: string | undefined;
  readonly decision?: Decision | undefined;
  readonly financing?: readonly Financing[] | undefined;
  /** The other half of what was carried over: its id. */
  readonly counterpart?: string | undefined;
}

/** The council knows that the year's appropriation does not cover the worst case, and lets the contract come into force all the same. */
export interface RiskDecision {
  readonly id: string;
  readonly payer: string;
  readonly budgetYear: number;
  /** What is left uncovered at most; minor units. */
  readonly uncovered: bigint;
  readonly decision: Decision;
  readonly by: string;
  readonly at: Instant;
}

/** What the rules read of the terms. */
export interface Agreement {
  readonly ref: string;
  readonly termsDigest: string;
  readonly currency: Currency;
  readonly parties: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly roles: readonly string[];
  }[];
  readonly requiredSignOffs: readonly RequiredSignOff[];
  /** What this municipality has set for such a contract; absent where it has set nothing. */
  readonly chain?: Chain | undefined;
  /** Absent where nobody but this instance takes part. */
  readonly joint?: Joint | undefined;
  /** The paying municipalities: none of them spends without an appropriation (kommunestyrelsesloven § 40). */
  readonly appropriating: readonly string[];
  readonly budgetYears: { readonly first: number; readonly last: number };
  /** The first day on which the terms hold, where they amend others; absent: from the beginning. */
  readonly holdsFrom?: LocalDate | undefined;
}

/** What a payer pays in a budget year at most, minor units: when everything is achieved that the terms plan. */
export type WorstCase = (payer: string, budgetYear: number) => bigint;

/** An appropriation that does not cover the worst case of its budget year, or is not there at all. */
export interface MissingAppropriation {
  readonly payer: string;
  readonly budgetYear: number;
  readonly worstCase: bigint;
  readonly appropriated: bigint;
  /** What the council has decided to leave uncovered; absent: nothing. */
  readonly carriedRisk?: bigint | undefined;
}

/** A contract with its current version: that version's sign-offs, and all appropriations. */
export interface Contract {
  readonly id: string;
  readonly status: ContractStatus;
  readonly version: number;
  /** Set by the version's first sign-off; from then on its terms never change. */
  readonly frozenAt: Instant | null;
  readonly agreement: Agreement;
  readonly signOffs: readonly SignOff[];
  readonly appropriations: readonly Appropriation[];
  /** Of the current version; absent: none. */
  readonly riskDecisions?: readonly RiskDecision[] | undefined;
  readonly activatedOn: LocalDate | null;
  /** Of the current version. */
  readonly accessions: readonly Accession[];
  /** Home is writing other terms: those of this copy are signed no more. */
  readonly isWithdrawn: boolean;
  /** The contract in force that these terms amend, while they are a draft of their own; absent: they amend none. */
  readonly amended?: { readonly version: number; readonly activatedOn: LocalDate } | undefined;
}

/** Who acts: `roles` are those of the access token, `organisation` the person's own. */
export interface Signer {
  readonly subject: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly string[];
}

/** A contract that others were told is in force, and that a restored database has not, or as a draft. */
export interface Told {
  readonly id: string;
  readonly version: number;
  readonly termsDigest: string;
  readonly on: LocalDate;
}

export type ContractFact =
  | {
      readonly type: 'created';
      readonly id: string;
      /** 1, or what others were told of it. */
      readonly version: number;
      readonly agreement: Agreement;
      readonly by: string;
      readonly at: Instant;
    }
  | {
      readonly type: 'version-added';
      readonly version: number;
      readonly agreement: Agreement;
      readonly by: string;
      readonly at: Instant;
    }
  | {
      /** A version of a contract that a partner leads has come: its first, or one that replaces another. */
      readonly type: 'copied';
      readonly id: string;
      readonly version: number;
      readonly agreement: Agreement;
      readonly signOffs: readonly SignOff[];
      readonly at: Instant;
      /** The version in force that these terms amend; absent: they amend none. */
      readonly amends?: number | undefined;
    }
  | { readonly type: 'signed-off'; readonly version: number; readonly signOff: SignOff }
  | { readonly type: 'appropriated'; readonly appropriation: Appropriation }
  | { readonly type: 'risk-carried'; readonly version: number; readonly riskDecision: RiskDecision }
  | { readonly type: 'acceded'; readonly version: number; readonly accession: Accession }
  | { readonly type: 'withdrawn'; readonly version: number; readonly at: Instant }
  | {
      /** A draft that comes to nothing. */
      readonly type: 'discarded';
      readonly version: number;
      readonly reason: string;
      readonly by: string;
      readonly at: Instant;
    }
  | {
      /** Other terms for a contract in force: its draft, which takes the place of an earlier draft. */
      readonly type: 'amendment-proposed';
      readonly version: number;
      /** The version in force. */
      readonly amends: number;
      readonly by: string;
      readonly at: Instant;
    }
  | {
      /** A draft of other terms that comes to nothing; the contract stays in force as it is. */
      readonly type: 'amendment-discarded';
      readonly version: number;
      readonly reason: string;
      readonly by: string;
      readonly at: Instant;
    }
  | {
      readonly type: 'activated';
      readonly version: number;
      readonly on: LocalDate;
      /** Who did it; of a contract that a partner leads, that organisation. */
      readonly by: string;
      readonly at: Instant;
    }
  | {
      /** Two persons have settled it for good; once more, after something was paid or claimed back. */
      readonly type: 'ended' | 'settled-again';
      readonly on: LocalDate;
      /** Digest of the final account that they have signed. */
      readonly settlement: string;
      readonly at: Instant;
    };

/** The state after a fact. `created` and the first `copied` start a contract and so take no earlier state. */
export function evolve(contract: Contract | undefined, fact: ContractFact): Contract {
  // What is in force stays in force, while other terms for it are signed.
  if (fact.type === 'copied' && fact.amends !== undefined && contract) return contract;
  if (fact.type === 'created' || fact.type === 'copied') {
    const signOffs = fact.type === 'copied' ? fact.signOffs : [];
    return {
      id: fact.id,
      status: 'draft',
      version: fact.version,
      frozenAt: signOffs[0]?.at ?? null,
      agreement: fact.agreement,
      signOffs,
      appropriations: contract?.appropriations ?? [],
      activatedOn: null,
      accessions: [],
      isWithdrawn: false,
    };
  }
  if (!contract) throw new RangeError(`the first fact of a contract is 'created', not '${fact.type}'`);
  switch (fact.type) {
    case 'version-added':
      return {
        ...contract,
        version: fact.version,
        agreement: fact.agreement,
        frozenAt: null,
        signOffs: [],
        riskDecisions: [],
        accessions: [],
      };
    case 'signed-off':
      return {
        ...contract,
        frozenAt: contract.frozenAt ?? fact.signOff.at,
        signOffs: [...contract.signOffs, fact.signOff],
      };
    case 'appropriated':
      return { ...contract, appropriations: [...contract.appropriations, fact.appropriation] };
    case 'risk-carried':
      return { ...contract, riskDecisions: [...(contract.riskDecisions ?? []), fact.riskDecision] };
    case 'acceded':
      return { ...contract, accessions: [...contract.accessions, fact.accession] };
    case 'withdrawn':
      return { ...contract, isWithdrawn: true };
    case 'discarded':
    case 'amendment-discarded':
      return { ...contract, status: 'ended' };
    case 'ended':
    case 'settled-again':
      return { ...contract, status: 'ended' };
    case 'amendment-proposed':
      return contract;
    case 'activated':
      return { ...contract, status: 'active', activatedOn: contract.amended?.activatedOn ?? fact.on };
  }
}
