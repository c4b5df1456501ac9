import type {
  ActiveContract,
  ContractDetails,
  ContractSummary,
  ContractVersion,
  Party,
} from '@ringvirkning/contracts-api';
import {
  contractErrors,
  departmentsOf,
  missingAppropriations,
  missingSignOffs,
  signOffsOf,
} from '@ringvirkning/contracts-domain';
import { instant, localDate, type Instant } from '@ringvirkning/kernel';
import { signedForm } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { worstCaseOf } from './worst-case.js';
import type { ContractLineRow, VersionRow } from '../persistence/contract.row.js';
import type { StoredContract } from '../persistence/contract.store.js';

const partyOf = ({
  id,
  name,
  kind,
  organisation,
  municipalityCode,
  cvr,
  gln,
  roles,
}: Terms['parties'][number]): Party => ({
  id,
  name,
  kind,
  organisation,
  municipalityCode,
  cvr,
  gln,
  roles: [...roles],
});

/** The contract as other services know it. @throws not-found while it is not in force. */
export function activeContract({
  contract,
  document: { terms, digest },
}: Pick<StoredContract, 'contract' | 'document'>): ActiveContract {
  if (contract.activatedOn === null) throw contractErrors.unknownContract();
  return {
    contractId: contract.id,
    ref: terms.ref,
    version: contract.version,
    title: terms.title.da,
    currency: terms.currency,
    activatedOn: contract.activatedOn,
    termsDigest: digest,
    ...carried(terms),
  };
}

/** What of the terms travels when a contract comes into force: nearly all of the event's size. */
export const carried = (terms: Terms): Pick<ActiveContract, 'terms' | 'parties' | 'departments'> => ({
  terms: signedForm(terms),
  parties: terms.parties.map(partyOf),
  departments: departmentsOf(terms),
});

export const contractSummary = (row: ContractLineRow): ContractSummary => ({
  id: row.contract_id,
  ref: row.ref,
  title: row.title.da,
  titles: row.title,
  status: row.status,
  version: row.version,
  currency: row.currency,
  activatedOn: row.activated_on === null ? null : localDate(row.activated_on),
  parties: row.parties.map(partyOf),
  signOffs: { required: signOffsOf(row).length, given: row.given },
  createdAt: instant(row.created_at.toISOString()),
});

export function contractDetails(
  { contract, document: { terms, digest, format, text } }: StoredContract,
  versions: readonly VersionRow[],
  now: Instant,
): ContractDetails {
  const { id, status, version, activatedOn, signOffs, appropriations, agreement } = contract;
  return {
    id,
    ref: agreement.ref,
    title: terms.title.da,
    titles: terms.title,
    status,
    version,
    currency: terms.currency,
    activatedOn,
    termsDigest: digest,
    terms: { ...terms },
    source: { format, text },
    parties: terms.parties.map(partyOf),
    departments: departmentsOf(terms),
    signOffs: {
      required: [...agreement.requiredSignOffs],
      given: signOffs.map(({ role, party, by, byName, at, note }) => ({ role, party, version, by, byName, at, note })),
      missing: [...missingSignOffs(contract)],
    },
    appropriations: {
      given: appropriations.map(({ id: appropriationId, payer, budgetYear, amount, by, at }) => ({
        id: appropriationId,
        payer,
        budgetYear,
        amount: amount.toString(),
        currency: terms.currency,
        by,
        at,
      })),
      missing: missingAppropriations(contract, worstCaseOf(terms), now).map((each) => ({
        ...each,
        worstCase: each.worstCase.toString(),
        appropriated: each.appropriated.toString(),
      })),
    },
    versions: versions.map(contractVersion),
  };
}

const contractVersion = ({
  version,
  terms_digest,
  created_at,
  created_by,
  frozen_at,
}: VersionRow): ContractVersion => ({
  version,
  termsDigest: terms_digest,
  createdAt: instant(created_at.toISOString()),
  createdBy: created_by,
  frozenAt: frozen_at && instant(frozen_at.toISOString()),
});
