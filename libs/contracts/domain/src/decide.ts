import { dateInDenmark, yearOf, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type {
  Accession,
  Agreement,
  Contract,
  ContractFact,
  MissingAppropriation,
  RequiredSignOff,
  Signer,
  Told,
  WorstCase,
} from './contract.js';
import { appropriatedIn, riskCarriedIn } from './budget/appropriations.js';
import { mustLieAhead } from './amend.js';
import * as budgetErrors from './budget/errors.js';
import * as errors from './errors.js';
import { isCopy, isOurs, organisationOf } from './joint.js';
import { type Mandate, mandateFor } from './mandate.js';
import { SIGNERS } from './signers.js';

type FactOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>;

/** One that others were told of is the same contract again. */
export const create = (
  { id, version }: Pick<Told, 'id' | 'version'>,
  agreement: Agreement,
  by: string,
  at: Instant,
): FactOf<'created'> => ({
  type: 'created',
  id,
  version,
  agreement,
  by,
  at,
});

/**
 * New terms are always a new version; what was signed stays as it is. The same terms are one too where others sign them: when a partner has left that they wait for.
 * @throws rule when the contract is in force, or the ref changes.
 */
export function addVersion(contract: Contract, agreement: Agreement, by: string, at: Instant): FactOf<'version-added'> {
  if (isCopy(contract)) throw errors.ledElsewhere(contract.agreement.joint!.home);
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (agreement.ref !== contract.agreement.ref) throw errors.refChanged(contract.agreement.ref, agreement.ref);
  if (agreement.termsDigest === contract.agreement.termsDigest && hasSamePartners(agreement, contract.agreement))
    throw errors.versionUnchanged();
  return { type: 'version-added', version: contract.version + 1, agreement, by, at };
}

const partnersOf = ({ joint }: Agreement): string => (joint?.partners ?? []).toSorted().join(' ');
const hasSamePartners = (one: Agreement, other: Agreement): boolean => partnersOf(one) === partnersOf(other);

/**
 * @throws DomainError when other terms were read than stand, the decision is of a day to come, nobody waits for this sign-off, the signer may not give it, or has signed this version
 *   already.
 */
export function signOff(
  contract: Contract,
  wanted: RequiredSignOff & {
    readonly version: number;
    readonly note?: string | undefined;
    readonly decision?: string | undefined;
    readonly decidedOn?: LocalDate | undefined;
    readonly caseNumber?: string | undefined;
    readonly attachment?: string | undefined;
    readonly summary?: string | undefined;
  },
  signer: Signer,
  at: Instant,
  mandates: readonly Mandate[] = [],
): FactOf<'signed-off'> {
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (wanted.version !== contract.version) throw errors.versionChanged(wanted.version, contract.version);
  if (!contract.agreement.requiredSignOffs.some((required) => same(required, wanted)))
    throw errors.signOffNotRequired(wanted);
  if (contract.isWithdrawn) throw errors.withdrawn();
  if (!isOurs(contract, wanted.party)) throw errors.signsElsewhere(organisationOf(contract, wanted.party)!);
  const isTheirs = maySign(contract, wanted, signer);
  const mandate = isTheirs ? undefined : mandateOf(contract, wanted, { signer, mandates, at });
  if (!isTheirs && !mandate) throw errors.notYourSignOff(wanted);
  if (contract.signOffs.some((given) => same(given, wanted))) throw errors.alreadySignedOff(wanted);
  if (hasSigned(contract, signer.subject)) throw errors.signedBefore();
  const before = earlierInChain(contract, wanted);
  if (before.length > 0) throw errors.beforeItsTurn(wanted, before);
  const { role, party, note, decision, decidedOn, caseNumber, attachment, summary } = wanted;
  const today = dateInDenmark(at);
  if (decidedOn !== undefined && decidedOn > today) throw budgetErrors.decidedLater(decidedOn, today);
  return {
    type: 'signed-off',
    version: contract.version,
    signOff: {
      ...{ role, party, note, decision, decidedOn, caseNumber, attachment, summary, at },
      mandate: mandate && { id: mandate.id, behalfOf: mandate.byName, giver: mandate.by },
      ...{ by: signer.subject, byName: signer.name, organisation: signer.organisation },
    },
  };
}

/**
 * @throws rule `contracts.not-ready` that names every missing sign-off and appropriation; `contracts.amendment-backdated`; `contracts.own-sign-off`, `contracts.own-appropriation` when the
 * step would rest on what the same person signed or recorded.
 */
export function activate(
  contract: Contract,
  worstCase: WorstCase,
  by: string,
  at: Instant,
  told?: Told,
): FactOf<'activated'> {
  if (isCopy(contract)) throw errors.ledElsewhere(contract.agreement.joint!.home);
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (!told) mustLieAhead(contract.agreement, at);
  mustBeReady(contract, lacking(contract, worstCase, at), by);
  const { version, agreement } = contract;
  if (told && (told.version !== version || told.termsDigest !== agreement.termsDigest))
    throw errors.otherThanTold(told.version);
  return { type: 'activated', version, on: told?.on ?? dateInDenmark(at), by, at };
}

/**
 * The step of a partner that corresponds to {@link activate}, under the same rules: its own offices have signed, its own part is appropriated, and a person
 * who did neither says so. Home may put the contract in force then, in that budget year.
 * @throws rule as `activate` does, for what is ours.
 */
export function accede(contract: Contract, worstCase: WorstCase, by: string, at: Instant): FactOf<'acceded'> {
  if (!isCopy(contract)) throw errors.notLedElsewhere();
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (contract.isWithdrawn) throw errors.withdrawn();
  const budgetYear = budgetYearAt(contract.agreement, dateInDenmark(at));
  const { us } = contract.agreement.joint!;
  if (hasAcceded(contract, us, budgetYear)) throw errors.alreadyAcceded(budgetYear);
  mustLieAhead(contract.agreement, at);
  mustBeReady(contract, lackingHere(contract, worstCase, at), by);
  return { type: 'acceded', version: contract.version, accession: { organisation: us, budgetYear, by, at } };
}

interface Lacking {
  readonly signOffs: readonly RequiredSignOff[];
  readonly appropriations: readonly MissingAppropriation[];
  readonly accessions: readonly Pick<Accession, 'organisation' | 'budgetYear'>[];
}

function mustBeReady(contract: Contract, missing: Lacking, by: string): void {
  if (!isNothing(missing)) throw errors.notReady(missing, contract.agreement.currency);
  if (hasSigned(contract, by)) throw errors.ownSignOff();
  if (moneyOf(contract).some((given) => given.by === by)) throw errors.ownAppropriation();
  if (contract.agreement.chain?.setBy === by) throw errors.ownChain();
}

/** What the money of the contract rests on. */
const moneyOf = ({ appropriations, riskDecisions = [] }: Contract): readonly { readonly by: string }[] => [
  ...appropriations,
  ...riskDecisions,
];

const isNothing = ({ signOffs, appropriations, accessions }: Lacking): boolean =>
  signOffs.length + appropriations.length + accessions.length === 0;

const lacking = (contract: Contract, worstCase: WorstCase, at: Instant): Lacking => ({
  signOffs: missingSignOffs(contract),
  appropriations: missingAppropriations(contract, worstCase, at),
  accessions: missingAccessions(contract, dateInDenmark(at)),
});

/** Of what is this municipality's own. */
const lackingHere = (contract: Contract, worstCase: WorstCase, at: Instant): Lacking => ({
  ...lacking(contract, worstCase, at),
  signOffs: missingSignOffs(contract).filter(({ party }) => isOurs(contract, party)),
  accessions: [],
});

const hasAcceded = ({ accessions }: Contract, organisation: string, budgetYear: number): boolean =>
  accessions.some((each) => each.organisation === organisation && each.budgetYear === budgetYear);

/** The partners that have something to sign or to pay, and have not acceded for the budget year of that day. */
export function missingAccessions(
  contract: Contract,
  on: LocalDate,
): readonly Pick<Accession, 'organisation' | 'budgetYear'>[] {
  const { agreement, status } = contract;
  if (status !== 'draft') return [];
  const budgetYear = budgetYearAt(agreement, on);
  const bound = new Set(
    [...agreement.requiredSignOffs.map(({ party }) => party), ...agreement.appropriating].map((party) =>
      organisationOf(contract, party),
    ),
  );
  return (agreement.joint?.partners ?? [])
    .filter((organisation) => bound.has(organisation) && !hasAcceded(contract, organisation, budgetYear))
    .map((organisation) => ({ organisation, budgetYear }));
}

export const missingSignOffs = ({ agreement, signOffs }: Contract): readonly RequiredSignOff[] =>
  agreement.requiredSignOffs.filter((required) => !signOffs.some((given) => same(given, required)));

/** Every sign-off that is asked for here, and those that offices of other municipalities have given by chains of their own. */
export const askedOrGiven = ({ agreement: { requiredSignOffs }, signOffs }: Contract): readonly RequiredSignOff[] => [
  ...requiredSignOffs,
  ...signOffs
    .filter((given) => !requiredSignOffs.some((required) => same(required, given)))
    .map(({ role, party }) => ({ role, party })),
];

/**
 * What the appropriations of those who pay, and the risk that their councils have decided to carry, lack of this budget year's worst case; a partner answers for its own
 * ({@link accede}).
 */
export function missingAppropriations(contract: Contract, worstCase: WorstCase, at: Instant): MissingAppropriation[] {
  const { agreement, appropriations, status } = contract;
  if (status !== 'draft') return [];
  const budgetYear = budgetYearAt(agreement, dateInDenmark(at));
  return agreement.appropriating
    .filter((payer) => isOurs(contract, payer))
    .map((payer) => ({
      payer,
      budgetYear,
      worstCase: worstCase(payer, budgetYear),
      appropriated: appropriatedIn(appropriations, payer, budgetYear),
      carriedRisk: riskCarriedIn(contract, payer, budgetYear),
    }))
    .filter(
      ({ appropriated, carriedRisk, worstCase: most }) =>
        appropriated + carriedRisk === 0n || appropriated + carriedRisk < most,
    );
}

/** The budget year that a contract (or an amendment) comes into force in; the nearest of its own where that is before or after its period. */
export const budgetYearAt = ({ budgetYears: { first, last }, holdsFrom }: Agreement, on: LocalDate): number =>
  Math.min(Math.max(yearOf(holdsFrom !== undefined && holdsFrom > on ? holdsFrom : on), first), last);

export const isReady = (contract: Contract, worstCase: WorstCase, at: Instant): boolean =>
  contract.status === 'draft' && !isCopy(contract) && isNothing(lacking(contract, worstCase, at));

/** Whether this municipality has done its part of a contract that a partner leads, and has yet to say so. */
export const isReadyToAccede = (contract: Contract, worstCase: WorstCase, at: Instant): boolean =>
  contract.status === 'draft' &&
  isCopy(contract) &&
  !contract.isWithdrawn &&
  !hasAcceded(contract, contract.agreement.joint!.us, budgetYearAt(contract.agreement, dateInDenmark(at))) &&
  isNothing(lackingHere(contract, worstCase, at));

/** Whether this person may put it in force, or accede to it: nobody acts alone on what they signed, recorded, or set as the chain themselves. */
export const mayActivate = (contract: Contract, by: string): boolean =>
  contract.agreement.chain?.setBy !== by &&
  !hasSigned(contract, by) &&
  !moneyOf(contract).some((given) => given.by === by);

/** The sign-offs that wait for this person, by their own office or by a mandate; none once they have signed this version. */
export const signOffsFor = (
  contract: Contract,
  signer: Signer,
  { mandates, at }: { readonly mandates: readonly Mandate[]; readonly at: Instant },
): readonly RequiredSignOff[] =>
  contract.status !== 'draft' || contract.isWithdrawn || hasSigned(contract, signer.subject)
    ? []
    : missingSignOffs(contract).filter(
        (required) =>
          isOurs(contract, required.party) &&
          (maySign(contract, required, signer) ||
            mandateOf(contract, required, { signer, mandates, at }) !== undefined) &&
          earlierInChain(contract, required).length === 0,
      );

/** Whose sign-off an office waits for, as its municipality has set it. */
export function earlierInChain({ agreement: { chain }, signOffs }: Contract, { role, party }: RequiredSignOff) {
  if (chain?.party !== party) return [];
  const turn = chain.steps.findIndex((step) => step.includes(role));
  return chain.steps
    .slice(0, Math.max(turn, 0))
    .flat()
    .map((office) => ({ role: office, party }))
    .filter((earlier) => !signOffs.some((given) => same(given, earlier)));
}

/** A mandate is of the municipality's own offices: it opens none of another party. */
const mandateOf = (
  contract: Contract,
  wanted: RequiredSignOff,
  { signer, mandates, at }: { readonly signer: Signer; readonly mandates: readonly Mandate[]; readonly at: Instant },
): Mandate | undefined =>
  organisationOf(contract, wanted.party) === signer.organisation
    ? mandateFor(
        mandates.filter(({ by }) => !hasSigned(contract, by)),
        wanted,
        signer,
        dateInDenmark(at),
      )
    : undefined;

function maySign(contract: Contract, { role, party }: RequiredSignOff, signer: Signer): boolean {
  return (
    organisationOf(contract, party) === signer.organisation &&
    signer.roles.some((held) => SIGNERS[role]?.includes(held))
  );
}

/** Whether a sign-off of this version is somebody's word: their own, or given for them by a mandate of theirs. */
const hasSigned = ({ signOffs }: Contract, subject: string): boolean =>
  signOffs.some(({ by, mandate }) => by === subject || mandate?.giver === subject);

export const same = (a: RequiredSignOff, b: RequiredSignOff): boolean => a.role === b.role && a.party === b.party;
