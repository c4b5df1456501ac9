import { Inject, Injectable } from '@nestjs/common';
import type { Due as DueView } from '@ringvirkning/payments-api';
import {
  faultOf,
  toBook,
  type DueAmount,
  type DueStatus,
  type JointTerms,
  type KnownToPartner,
} from '@ringvirkning/payments-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { versionsOf } from '@ringvirkning/terms';
import { unknownDue } from '../errors.js';
import { ContractStore } from '../persistence/contract.store.js';
import { DueStore, type DueStep, type StoredDue } from '../persistence/due.store.js';
import { JointContractStore, type JointVersion } from '../persistence/joint-contract.store.js';
import { presentDue } from './present-due.js';

/** A claim with what follows from all that is known of its contract. */
export interface DueInBook {
  readonly due: StoredDue;
  readonly status: DueStatus;
  readonly waitsFor: 'contract' | 'claim' | null;
  /** What authorising it books; what it booked, when that is done. Undefined while a claim before it is missing, or for good when it broke a rule. */
  readonly amounts: readonly DueAmount[] | undefined;
  /** The version of the contract by which it was computed, or the newest known. */
  readonly version: JointVersion | undefined;
}

/** Payments due to others, by what partners have claimed. Claims of one contract are answered in their order. */
@Injectable()
export class DueBook {
  constructor(
    readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly joint: JointContractStore,
    readonly dues: DueStore,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  lock(tx: Tx, contractId: string): Promise<void> {
    return this.contracts.lock(tx, [contractId]);
  }

  /** One step of a claim: decide, save what was decided. */
  step(dueId: string, decide: (tx: Tx, due: DueInBook) => Promise<DueStep>): Promise<DueView> {
    return this.db.transaction(async (tx) => {
      await this.lock(tx, (await this.find(tx, dueId)).claim.contractId);
      const due = await this.find(tx, dueId);
      await this.dues.step(tx, due, await decide(tx, await this.look(tx, due)));
      return presentDue(await this.look(tx, await this.find(tx, dueId)));
    });
  }

  /** @throws DomainError `payments.unknown-due`. */
  async find(tx: Tx, dueId: string): Promise<StoredDue> {
    const due = await this.dues.find(tx, dueId);
    if (!due) throw unknownDue(dueId);
    return due;
  }

  async look(tx: Tx, due: StoredDue): Promise<DueInBook> {
    const { claim, member } = due;
    const versions = await this.joint.versions(tx, claim.contractId);
    const named = versions.find(({ termsDigest }) => termsDigest === claim.termsDigest);
    const all = standing(await this.dues.ofContract(tx, claim.contractId, member));
    const before = all.find(({ claim: { number } }) => number === claim.after);
    const isBlocked = claim.after !== null && !before?.authorised && !before?.objected;
    const waitsFor = isAnswered(due) ? null : !named ? 'contract' : isBlocked ? 'claim' : null;
    return {
      due,
      status: statusOf(due, waitsFor !== null),
      waitsFor,
      amounts: due.fault
        ? undefined
        : toBook(claim, chainOf(all.filter(({ claim: each }) => each.number <= claim.number))),
      version: named ?? versions[0],
    };
  }

  /** What a claim is judged by. */
  async known(
    tx: Tx,
    { claim, member, dueId }: Pick<StoredDue, 'claim' | 'member'> & { readonly dueId?: string },
  ): Promise<KnownToPartner> {
    const all = (await this.dues.ofContract(tx, claim.contractId, member)).filter((each) => each.dueId !== dueId);
    return {
      from: member,
      own: this.config.INSTANCE_ID,
      contract: await this.termsOf(tx, claim.contractId, claim.termsDigest),
      others: standing(all).map((each) => each.claim),
      refused: new Set(all.flatMap((each) => (each.fault ? [each.claim.number] : []))),
    };
  }

  fault = async (tx: Tx, due: StoredDue) => due.fault ?? faultOf(due.claim, await this.known(tx, due));

  /** A contract that we lead ourselves is due from nobody to another. */
  private async termsOf(tx: Tx, contractId: string, digest: string): Promise<JointTerms | undefined> {
    const versions = await this.joint.versions(tx, contractId);
    const version = versions.find(({ termsDigest }) => termsDigest === digest) ?? versions[0];
    if (version) {
      const digests = new Set(versions.map(({ termsDigest }) => termsDigest));
      return { home: version.home, digests, terms: versionsOf(version.terms).map(({ terms }) => terms) };
    }
    const own = await this.contracts.find(tx, contractId);
    return own && { home: this.config.INSTANCE_ID, digests: new Set([own.termsDigest]), terms: [own.terms] };
  }
}

/** Claims that broke no rule. */
const standing = (dues: readonly StoredDue[]): StoredDue[] => dues.filter(({ fault }) => !fault);

/** As the rules of claims take them. */
export const chainOf = (dues: readonly StoredDue[]) =>
  dues.map(({ claim, authorised }) => ({ ...claim, isAuthorised: authorised !== undefined }));

const isAnswered = ({ fault, authorised, objected }: StoredDue): boolean => Boolean(fault ?? authorised ?? objected);

function statusOf({ fault, certified, authorised, objected }: StoredDue, waits: boolean): DueStatus {
  if (fault) return 'refused';
  if (authorised) return 'authorised';
  if (objected) return 'objected';
  if (waits) return 'waiting';
  return certified ? 'certified' : 'received';
}
