import type { Instant, LocalDate } from '@ringvirkning/kernel';
import * as amendErrors from './amend-errors.js';
import { CHAIN_OFFICES } from './chain.js';
import type { Agreement, Contract, ContractFact, RequiredSignOff, SignOff } from './contract.js';
import { missingAccessions, same } from './decide.js';
import * as errors from './errors.js';
import { isCopy, organisationOf } from './joint.js';

/*
 * What a partner says of a joint contract, and what comes of it: a fact; nothing, when it was known; or an error, and it is not taken for true. `from` is who
 * says so, which its message proves.
 */

type FactOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>;

/** Which terms are spoken of. */
export interface TermsSpokenOf {
  readonly version: number;
  readonly digest: string;
}
export interface SaidSignOff extends RequiredSignOff {
  readonly at: Instant;
  readonly decision?: string | undefined;
}

/** Of a sign-off. */
export interface Decided {
  readonly decidedOn?: LocalDate | undefined;
  readonly caseNumber?: string | undefined;
}

/** A version as home shares it. */
interface SharedVersion {
  readonly id: string;
  readonly version: number;
  /** What we have read of its terms ourselves, with who takes part as home says. */
  readonly agreement: Agreement;
  readonly signedOff: readonly SaidSignOff[];
  /** Digest of the terms that these amend, as they are written into them; absent: they amend none. */
  readonly amends?: string | undefined;
}

/**
 * A version that home has frozen: of a draft, or other terms for a contract in force.
 * @param open The draft of an amendment that is here already.
 */
export function hearShared(
  contract: Contract | undefined,
  from: string,
  said: SharedVersion,
  at: Instant,
  open?: Contract,
): FactOf<'copied'> | undefined {
  const { id, version, agreement, signedOff, amends } = said;
  const { us, partners } = agreement.joint!;
  if (contract && !(isCopy(contract) && contract.agreement.joint!.home === from)) throw errors.anotherHome();
  for (const organisation of [from, us, ...partners])
    if (!agreement.parties.some((party) => party.organisation === organisation)) throw errors.notAParty(organisation);
  if (!partners.includes(us) || partners.includes(from)) throw errors.notAParty(us);
  const known = [contract, open].filter((each) => each !== undefined);
  if (known.some((each) => each.version === version && each.agreement.termsDigest === agreement.termsDigest))
    return undefined;
  const ahead = known.find((each) => each.version >= version);
  if (ahead) throw errors.otherTerms(ahead.version);
  if (amends !== undefined) mustBeInForce(contract, amends);
  else if (contract && contract.status !== 'draft') throw errors.notDraft(contract.status);
  const signOffs = signedOff.map((each) => signOffOf(agreement, each));
  if (signOffs.some(({ organisation }) => organisation === us)) throw errors.notTheirs(us);
  const twice = signOffs.find((each, index) => signOffs.findIndex((other) => same(other, each)) < index);
  if (twice) throw errors.alreadySignedOff(twice);
  return {
    type: 'copied',
    id,
    version,
    agreement,
    signOffs,
    at,
    ...(amends !== undefined && { amends: contract!.version }),
  };
}

/** Other terms take the place of those that are in force here, and of no others. */
function mustBeInForce(contract: Contract | undefined, digest: string): void {
  if (contract?.status !== 'active') throw amendErrors.amendsNothing();
  if (contract.agreement.termsDigest !== digest) throw errors.otherTerms(contract.version);
}

/** An office has signed: a partner's, as itself says to home; any but our own, as home says to its partners. */
export function hearSignOff(
  contract: Contract,
  from: string,
  said: SaidSignOff & TermsSpokenOf,
): FactOf<'signed-off'> | undefined {
  mustSpeakFor(contract, from, organisationOf(contract, said.party));
  mustBeOf(contract, said);
  if (contract.signOffs.some((given) => same(given, said))) return undefined;
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  return { type: 'signed-off', version: contract.version, signOff: signOffOf(contract.agreement, said) };
}

/** When a party decided on what an office of its has signed, and under which case: kept with the first word on it. */
export function hearDecision(
  contract: Contract,
  from: string,
  said: RequiredSignOff & TermsSpokenOf & Decided,
): Decided | undefined {
  mustSpeakFor(contract, from, organisationOf(contract, said.party));
  mustBeOf(contract, said);
  const given = contract.signOffs.find((each) => same(each, said));
  if (!given) throw errors.notSignedOff(said);
  const { decidedOn, caseNumber } = said;
  return given.decidedOn === undefined && given.caseNumber === undefined ? { decidedOn, caseNumber } : undefined;
}

/** A partner has acceded. */
export function hearAccession(
  contract: Contract,
  from: string,
  said: TermsSpokenOf & { readonly organisation: string; readonly budgetYear: number; readonly at: Instant },
): FactOf<'acceded'> | undefined {
  const { organisation, budgetYear, at } = said;
  mustSpeakFor(contract, from, organisation);
  mustBeOf(contract, said);
  if (contract.accessions.some((known) => known.organisation === organisation && known.budgetYear === budgetYear))
    return undefined;
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (!contract.agreement.joint!.partners.includes(organisation)) throw errors.notAParty(organisation);
  return { type: 'acceded', version: contract.version, accession: { organisation, budgetYear, by: undefined, at } };
}

/** Home is writing other terms. */
export function hearWithdrawal(
  contract: Contract,
  from: string,
  said: TermsSpokenOf,
  at: Instant,
): FactOf<'withdrawn'> | undefined {
  mustBeHome(contract, from);
  mustBeOf(contract, said);
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  return contract.isWithdrawn ? undefined : { type: 'withdrawn', version: contract.version, at };
}

/** Home has put the contract in force: not without us. */
export function hearActivation(
  contract: Contract,
  from: string,
  said: TermsSpokenOf & { readonly activatedOn: LocalDate },
  at: Instant,
): FactOf<'activated'> | undefined {
  mustBeHome(contract, from);
  mustBeOf(contract, said);
  const { holdsFrom } = contract.agreement;
  // Since when the contract is in force does not say when an amendment was put in force.
  if (contract.status === 'active' && (holdsFrom !== undefined || contract.activatedOn === said.activatedOn))
    return undefined;
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (contract.isWithdrawn) throw errors.withdrawn();
  if (holdsFrom !== undefined && holdsFrom <= said.activatedOn)
    throw amendErrors.backdated(holdsFrom, said.activatedOn);
  const { us } = contract.agreement.joint!;
  if (missingAccessions(contract, said.activatedOn).some(({ organisation }) => organisation === us))
    throw errors.notAcceded();
  return { type: 'activated', version: contract.version, on: said.activatedOn, by: from, at };
}

function mustBeHome(contract: Contract, from: string): void {
  if (!isCopy(contract) || contract.agreement.joint!.home !== from) throw errors.anotherHome();
}

/** A partner speaks for itself, home for all but us. */
function mustSpeakFor(contract: Contract, from: string, organisation: string | undefined): void {
  const { joint } = contract.agreement;
  if (isCopy(contract)) {
    mustBeHome(contract, from);
    if (organisation === joint!.us) throw errors.notTheirs(joint!.us);
    return;
  }
  if (!joint?.partners.includes(from)) throw errors.notAParty(from);
  if (organisation !== from) throw errors.notTheirs(organisation ?? from);
  // Nobody has been told of terms that nobody has signed.
  if (contract.frozenAt === null) throw errors.otherTerms(contract.version);
}

function mustBeOf({ version, agreement }: Contract, said: TermsSpokenOf): void {
  if (said.version !== version || said.digest !== agreement.termsDigest) throw errors.otherTerms(version);
}

function signOffOf({ requiredSignOffs, parties }: Agreement, { role, party, at, decision }: SaidSignOff): SignOff {
  // Each municipality runs a chain of its own, which the others do not know.
  const isOfChain = (CHAIN_OFFICES as readonly string[]).includes(role) && parties.some(({ id }) => id === party);
  if (!isOfChain && !requiredSignOffs.some((required) => same(required, { role, party })))
    throw errors.signOffNotRequired({ role, party });
  const { organisation } = parties.find(({ id }) => id === party)!;
  return { role, party, at, decision, organisation, by: undefined, byName: undefined };
}
