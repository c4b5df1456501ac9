import type {
  ActiveContract,
  Appropriations,
  ContractDetails,
  ContractSummary,
  ContractVersion,
  GivenSignOff,
  JointContract,
  Party,
} from '@ringvirkning/contracts-api';
import {
  askedOrGiven,
  contractErrors,
  departmentsOf,
  isCopy,
  isOurs,
  missingAccessions,
  missingAppropriations,
  missingSignOffs,
  signOffsOf as signOffsAsked,
  type Contract,
  type SignOff,
} from '@ringvirkning/contracts-domain';
import { dateInDenmark, instant, localDate, sum, type Instant } from '@ringvirkning/kernel';
import { signedForm } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { presentAppropriation } from '../appropriate/present-appropriation.js';
import { worstCaseOf } from '../simulate-terms/worst-case.js';
import type {
  ContractLineRow,
  DiscardedRow,
  EndedRow,
  PartnerMessageRow,
  VersionRow,
} from '../persistence/contract.row.js';
import type { StoredContract } from '../persistence/contract.store.js';

export const partyOf = ({
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

type InForce = Pick<StoredContract, 'contract' | 'document'>;

/** The contract as other services know it. @throws not-found while it is not in force, and when a partner leads it. */
export function activeContract({ contract, document }: InForce): ActiveContract {
  if (isCopy(contract)) throw contractErrors.unknownContract();
  return inForce({ contract, document });
}

/** The same of a contract that a partner leads. @throws not-found */
export function jointContract({ contract, document }: InForce): JointContract {
  if (!isCopy(contract)) throw contractErrors.unknownContract();
  return { ...inForce({ contract, document }), home: contract.agreement.joint!.home };
}

/** What is appropriated, added up. */
export const appropriationsOf = ({
  contract: { appropriations },
}: Pick<StoredContract, 'contract'>): Appropriations => ({
  appropriations: [...Map.groupBy(appropriations, ({ payer, budgetYear }) => `${budgetYear} ${payer}`).values()].map(
    (same) => ({
      payer: same[0]!.payer,
      budgetYear: same[0]!.budgetYear,
      amount: sum(same.map(({ amount }) => amount)).toString(),
    }),
  ),
});

function inForce({ contract, document: { terms, digest } }: InForce): ActiveContract {
  if (contract.activatedOn === null) throw contractErrors.unknownContract();
  const { joint } = contract.agreement;
  return {
    contractId: contract.id,
    ref: terms.ref,
    version: contract.version,
    title: terms.title.da,
    currency: terms.currency,
    activatedOn: contract.activatedOn,
    termsDigest: digest,
    ...carried(terms),
    ...(joint && { partners: [...joint.partners] }),
  };
}

/** What of the terms travels when a contract comes into force: nearly all of the event's size. */
export const carried = (terms: Terms): Pick<ActiveContract, 'terms' | 'parties' | 'departments'> => ({
  terms: signedForm(terms),
  parties: terms.parties.map(partyOf),
  departments: departmentsOf(terms),
});

/** @param required How many sign-offs are asked, where the row alone does not tell. */
export const contractSummary = (row: ContractLineRow, us: string, required?: number): ContractSummary => ({
  home: row.home,
  id: row.contract_id,
  ref: row.ref,
  title: row.title.da,
  titles: row.title,
  status: row.status,
  version: row.version,
  currency: row.currency,
  activatedOn: row.activated_on === null ? null : localDate(row.activated_on),
  parties: row.parties.map(partyOf),
  signOffs: {
    required:
      required ??
      signOffsAsked(
        row,
        row.partners ? { home: row.home ?? us, partners: row.partners } : undefined,
        row.chain ?? undefined,
      ).length,
    given: row.given,
  },
  createdAt: instant(row.created_at.toISOString()),
});

/** What is known of the partners who sign a version: what was told to whom, and who of them has left. */
export interface AroundPartners {
  readonly messages: readonly PartnerMessageRow[];
  readonly gone: ReadonlySet<string>;
}

/** What stands beside a contract: its versions, and of the current one what is known of partners. */
interface Around extends AroundPartners {
  readonly versions: readonly VersionRow[];
  /** Of a draft that was given up. */
  readonly discarded: DiscardedRow | undefined;
  readonly ended: EndedRow | undefined;
}

export function contractDetails(
  { contract, document: { terms, digest, format, text }, isChainFixed, isAhead = false }: StoredContract,
  { versions, messages, gone, discarded, ended }: Around,
  now: Instant,
): ContractDetails {
  const { id, status, version, activatedOn, appropriations, agreement } = contract;
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
    terms: { ...(isAhead ? withoutBefore(terms) : terms) },
    source: { format, text },
    parties: terms.parties.map(partyOf),
    departments: departmentsOf(terms),
    signOffs: signOffsOf({ contract, isChainFixed }),
    appropriations: {
      given: isAhead ? [] : appropriations.map((each) => presentAppropriation(each, terms.currency)),
      missing: isAhead ? [] : missingMoney(contract, terms, now),
    },
    versions: versions.map(contractVersion),
    joint: jointOf(contract, { messages, gone }, now),
    discarded: discarded ? { ...discarded, at: instant(discarded.at) } : null,
    ended: ended ? { on: localDate(ended.on), settlement: ended.settlement } : null,
  };
}

/** An amendment by itself, without what went before it. */
export const withoutBefore = ({ amends, ...terms }: Terms): Terms => {
  if (amends === undefined) return terms;
  const { before: _, ...said } = amends;
  return { ...terms, amends: said };
};

/** Who signs the version that stands, who has, and in which order. */
export function signOffsOf({
  contract,
  isChainFixed,
}: Pick<StoredContract, 'contract' | 'isChainFixed'>): ContractDetails['signOffs'] {
  const { signOffs, version, agreement } = contract;
  return {
    required: [...askedOrGiven(contract)],
    given: signOffs.map((given) => givenSignOff(given, version)),
    missing: [...missingSignOffs(contract)],
    chain: agreement.chain
      ? {
          setting: agreement.chain.setting,
          party: agreement.chain.party,
          steps: agreement.chain.steps.map((step) => [...step]),
          isFixed: isChainFixed,
        }
      : null,
  };
}

/** What this budget year's appropriations lack. */
export const missingMoney = (contract: Contract, terms: Terms, now: Instant) =>
  missingAppropriations(contract, worstCaseOf(terms), now).map((each) => ({
    ...each,
    worstCase: each.worstCase.toString(),
    appropriated: each.appropriated.toString(),
    carriedRisk: (each.carriedRisk ?? 0n).toString(),
  }));

/** How far the municipalities have come that sign a version each from an instance of its own; null where nobody else does. */
export function jointOf(
  contract: Contract,
  { messages, gone }: AroundPartners,
  now: Instant,
): ContractDetails['joint'] {
  const { agreement, accessions, isWithdrawn } = contract;
  const { joint, parties } = agreement;
  if (!joint) return null;
  const missing = missingAccessions(contract, dateInDenmark(now));
  return {
    home: joint.home,
    isLedHere: !isCopy(contract),
    isWithdrawn,
    ours: parties.filter(({ id }) => isOurs(contract, id)).map(({ id }) => id),
    partners: joint.partners.map((organisation) => ({
      organisation,
      accessions: accessions
        .filter((accession) => accession.organisation === organisation)
        .map(({ budgetYear, at }) => ({ budgetYear, at })),
      missing: missing.find((each) => each.organisation === organisation)?.budgetYear ?? null,
      hasLeft: gone.has(organisation),
    })),
    messages: messages.map(({ organisation, type, at, outcome }) => ({
      to: organisation,
      type,
      at: instant(at.toISOString()),
      outcome,
    })),
  };
}

/** A sign-off as it is told here. */
export const givenSignOff = ({ organisation: _, mandate, ...given }: SignOff, version: number): GivenSignOff => ({
  ...given,
  behalfOf: mandate?.behalfOf,
  version,
});

const contractVersion = ({
  version,
  terms_digest,
  created_at,
  created_by,
  author,
  frozen_at,
}: VersionRow): ContractVersion => ({
  version,
  termsDigest: terms_digest,
  createdAt: instant(created_at.toISOString()),
  createdBy: created_by,
  createdByName: author ?? undefined,
  frozenAt: frozen_at && instant(frozen_at.toISOString()),
});
