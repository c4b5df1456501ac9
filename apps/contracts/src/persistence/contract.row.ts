import type { ContractStatus } from '@ringvirkning/contracts-domain';
import type { Terms } from '@ringvirkning/terms-language';

/** A contract with its current version, as the database gives it. */
export interface ContractRow {
  contract_id: string;
  ref: string;
  status: ContractStatus;
  version: number;
  activated_on: string | null;
  source_format: 'yaml' | 'json';
  source_text: string;
  terms: unknown;
  terms_digest: string;
  created_at: Date;
}

export interface SignOffRow {
  role: string;
  party: string;
  subject: string;
  name: string | null;
  organisation: string;
  note: string | null;
  at: Date;
}

export interface AppropriationRow {
  id: string;
  payer: string;
  budget_year: number;
  amount: string;
  subject: string;
  at: Date;
}

export interface VersionRow {
  version: number;
  terms_digest: string;
  created_at: Date;
  created_by: string;
  frozen_at: Date | null;
}

/** One line of the list, without the terms. */
export interface ContractLineRow extends Pick<
  ContractRow,
  'contract_id' | 'ref' | 'status' | 'version' | 'activated_on'
> {
  title: Terms['title'];
  currency: Terms['currency'];
  parties: Terms['parties'];
  signOffs: Terms['signOffs'];
  given: number;
  created_at: Date;
}
