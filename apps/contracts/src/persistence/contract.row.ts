import type { Chain, ContractStatus } from '@ringvirkning/contracts-domain';
import type { Terms } from '@ringvirkning/terms-language';
import type { settingOf } from './chain.store.js';

/** A contract with its current version, as the database gives it. */
export interface ContractRow {
  contract_id: string;
  ref: string;
  status: ContractStatus;
  version: number;
  activated_on: string | null;
  home: string | null;
  partners: string[] | null;
  source_format: 'yaml' | 'json';
  source_text: string;
  terms: unknown;
  terms_digest: string;
  created_at: Date;
  withdrawn: boolean;
  /** Of an amendment that is being drafted: the version in force, and since when the contract is. */
  amends: number | null;
  amends_since: string | null;
  /** Null where none was fixed yet, or that there is none. */
  chain: Chain | null;
  chain_fixed: boolean;
  setting: Parameters<typeof settingOf>[0] | null;
}

export interface SignOffRow {
  role: string;
  party: string;
  subject: string | null;
  name: string | null;
  organisation: string;
  note: string | null;
  decision: string | null;
  decided_on: string | null;
  case_number: string | null;
  attachment: string | null;
  summary: string | null;
  mandate_id: string | null;
  behalf_of: string | null;
  giver: string | null;
  signed: boolean;
  at: Date;
}

export interface AccessionRow {
  organisation: string;
  budget_year: number;
  subject: string | null;
  at: Date;
}

/** What was told to a partner, and what has become of it. */
export interface PartnerMessageRow {
  organisation: string;
  type: string;
  at: Date;
  outcome: string | null;
}

export interface VersionRow {
  version: number;
  terms_digest: string;
  created_at: Date;
  created_by: string;
  author: string | null;
  frozen_at: Date | null;
  parties: Terms['parties'];
}

/** A version as it was written. */
export interface VersionDocumentRow extends VersionRow {
  source_format: 'yaml' | 'json';
  source_text: string;
  terms: unknown;
}

export interface DiscardedRow {
  by: string;
  at: string;
  reason: string;
}

export interface EndedRow {
  on: string;
  settlement: string;
}

/** One line of the list, without the terms. */
export interface ContractLineRow extends Pick<
  ContractRow,
  'contract_id' | 'ref' | 'status' | 'version' | 'activated_on' | 'home' | 'partners' | 'chain'
> {
  /** A setting stands that may ask for more, and nobody has signed here yet. */
  chain_open: boolean;
  title: Terms['title'];
  currency: Terms['currency'];
  parties: Terms['parties'];
  signOffs: Terms['signOffs'];
  given: number;
  created_at: Date;
}
