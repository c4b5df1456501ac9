import { dateInDenmark, sum, yearOf, type Instant } from '@ringvirkning/kernel';
import type {
  Agreement,
  Appropriation,
  Contract,
  ContractFact,
  MissingAppropriation,
  RequiredSignOff,
  Signer,
  Told,
  WorstCase,
} from './contract.js';
import * as errors from './errors.js';

/** Which roles of an access token may give which sign-off. Where the municipality itself delivers, the head of the department signs as supplier. */
export const SIGNERS: Readonly<Record<string, readonly string[]>> = {
  council: ['council-member'],
  mayor: ['council-member'],
  'municipal-director': ['municipal-director'],
  board: ['investor', 'council-member'],
  supplier: ['supplier', 'department-head'],
  investor: ['investor'],
};

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

/** New terms are always a new version; what was signed stays as it is. @throws rule when the contract is in force, or the ref changes. */
export function addVersion(contract: Contract, agreement: Agreement, by: string, at: Instant): FactOf<'version-added'> {
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (agreement.ref !== contract.agreement.ref) throw errors.refChanged(contract.agreement.ref, agreement.ref);
  if (agreement.termsDigest === contract.agreement.termsDigest) throw errors.versionUnchanged();
  return { type: 'version-added', version: contract.version + 1, agreement, by, at };
}

/**
 * @throws DomainError when other terms were read than stand, nobody waits for this sign-off, the signer may not give it, or has signed this version
 *   already.
 */
export function signOff(
  contract: Contract,
  wanted: RequiredSignOff & { readonly version: number; readonly note?: string | undefined },
  signer: Signer,
  at: Instant,
): FactOf<'signed-off'> {
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  if (wanted.version !== contract.version) throw errors.versionChanged(wanted.version, contract.version);
  if (!contract.agreement.requiredSignOffs.some((required) => same(required, wanted)))
    throw errors.signOffNotRequired(wanted);
  if (!maySign(contract, wanted, signer)) throw errors.notYourSignOff(wanted);
  if (contract.signOffs.some((given) => same(given, wanted))) throw errors.alreadySignedOff(wanted);
  if (contract.signOffs.some((given) => given.by === signer.subject)) throw errors.signedBefore();
  const { role, party, note } = wanted;
  return {
    type: 'signed-off',
    version: contract.version,
    signOff: { role, party, note, by: signer.subject, byName: signer.name, organisation: signer.organisation, at },
  };
}

/** Also while the contract is in force: each later budget year needs its own. @throws DomainError when the payer does not pay in this contract, or it has ended. */
export function appropriate(contract: Contract, appropriation: Appropriation): FactOf<'appropriated'> {
  if (contract.status === 'ended') throw errors.ended();
  if (appropriation.amount <= 0n) throw errors.amountNotPositive();
  const payer = contract.agreement.parties.find((party) => party.id === appropriation.payer);
  if (!payer?.roles.includes('payer')) throw errors.notAPayer(appropriation.payer);
  return { type: 'appropriated', appropriation };
}

/**
 * @throws rule `contracts.not-ready` that names every missing sign-off and appropriation; `contracts.own-sign-off`, `contracts.own-appropriation` when the
 * step would rest on what the same person signed or recorded.
 */
export function activate(
  contract: Contract,
  worstCase: WorstCase,
  by: string,
  at: Instant,
  told?: Told,
): FactOf<'activated'> {
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  const [signOffs, appropriations] = [missingSignOffs(contract), missingAppropriations(contract, worstCase, at)];
  if (signOffs.length + appropriations.length > 0)
    throw errors.notReady(signOffs, appropriations, contract.agreement.currency);
  if (contract.signOffs.some((given) => given.by === by)) throw errors.ownSignOff();
  if (contract.appropriations.some((given) => given.by === by)) throw errors.ownAppropriation();
  const { version, agreement } = contract;
  if (told && (told.version !== version || told.termsDigest !== agreement.termsDigest))
    throw errors.otherThanTold(told.version);
  return { type: 'activated', version, on: told?.on ?? dateInDenmark(at), by, at };
}

export const missingSignOffs = ({ agreement, signOffs }: Contract): readonly RequiredSignOff[] =>
  agreement.requiredSignOffs.filter((required) => !signOffs.some((given) => same(given, required)));

/** What the paying municipalities' appropriations lack of this budget year's worst case. */
export function missingAppropriations(contract: Contract, worstCase: WorstCase, at: Instant): MissingAppropriation[] {
  const { agreement, appropriations, status } = contract;
  if (status !== 'draft') return [];
  const budgetYear = budgetYearAt(agreement, at);
  return agreement.appropriating
    .map((payer) => ({
      payer,
      budgetYear,
      worstCase: worstCase(payer, budgetYear),
      appropriated: sum(
        appropriations.flatMap((each) => (each.payer === payer && each.budgetYear === budgetYear ? each.amount : [])),
      ),
    }))
    .filter((each) => each.appropriated === 0n || each.appropriated < each.worstCase);
}

/** The budget year that a contract comes into force in; the nearest of its own where that is before or after its period. */
const budgetYearAt = ({ budgetYears: { first, last } }: Agreement, at: Instant): number =>
  Math.min(Math.max(yearOf(dateInDenmark(at)), first), last);

export const isReady = (contract: Contract, worstCase: WorstCase, at: Instant): boolean =>
  contract.status === 'draft' &&
  missingSignOffs(contract).length === 0 &&
  missingAppropriations(contract, worstCase, at).length === 0;

/** Whether this person may put it in force: nobody acts alone on what they signed or recorded themselves. */
export const mayActivate = (contract: Contract, by: string): boolean =>
  ![...contract.signOffs, ...contract.appropriations].some((given) => given.by === by);

/** The sign-offs that wait for this person; none once they have signed this version. */
export const signOffsFor = (contract: Contract, signer: Signer): readonly RequiredSignOff[] =>
  contract.status !== 'draft' || contract.signOffs.some((given) => given.by === signer.subject)
    ? []
    : missingSignOffs(contract).filter((required) => maySign(contract, required, signer));

function maySign(contract: Contract, { role, party }: RequiredSignOff, signer: Signer): boolean {
  const organisation = contract.agreement.parties.find(({ id }) => id === party)?.organisation;
  return organisation === signer.organisation && signer.roles.some((held) => SIGNERS[role]?.includes(held));
}

const same = (a: RequiredSignOff, b: RequiredSignOff): boolean => a.role === b.role && a.party === b.party;
