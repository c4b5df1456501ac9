import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  ContractsMessagesBookedV1,
  ContractsMessagesQueuedV1,
  JointContractActivatedV1,
} from '@ringvirkning/contracts-api';
import {
  agreementOf,
  type Contract,
  contractErrors,
  evolve,
  hearAccession,
  hearActivation,
  hearDecision,
  hearShared,
  hearSignOff,
  hearWithdrawal,
  isAmendment,
  isCopy,
} from '@ringvirkning/contracts-domain';
import { canonicalJson, CLOCK, digestOf, DomainError, sha256Hex, type Clock } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { Outbox } from '@ringvirkning/outbox';
import {
  contractAcceded,
  contractActivatedJointly,
  contractDecisionTold,
  contractRefused,
  contractShared,
  contractSignedOff,
  contractWithdrawn,
  hearEach,
  type ContractShared,
  type PartnerMessageReceived,
  type PartnerMessagesReceived,
  type PartnerMessageType,
} from '@ringvirkning/partnership-api';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { amendmentFaults, frozenTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { VersionStore } from '../persistence/version.store.js';
import { SignOffStore } from '../persistence/sign-off.store.js';
import { PartnerStore } from '../persistence/partner.store.js';
import { jointContract } from '../view-contract/present.js';
import { Post } from './post.js';

type Hearing = (tx: Tx, from: string, content: unknown) => Promise<void>;

/**
 * Takes what partners say of joint contracts. What proves wrong has no effect: its sender is told why, and the message is booked, for it has been dealt with.
 */
@Injectable()
export class HearPartnerHandler {
  private readonly logger = new Logger('contracts: partners');
  private readonly hearings: ReadonlyMap<string, Hearing> = new Map<string, Hearing>([
    on(contractShared, (tx, from, said) => this.shared(tx, from, said)),
    on(contractWithdrawn, async (tx, from, said) => {
      const { contract } = await this.of(tx, said);
      const fact = hearWithdrawal(contract, from, said, this.clock.now());
      if (fact) await this.contracts.withdraw(tx, contract.id, fact);
    }),
    on(contractSignedOff, async (tx, from, said) => {
      const stored = await this.of(tx, said);
      const fact = hearSignOff(stored.contract, from, said);
      if (!fact) return;
      await this.signOffs.addSignOff(tx, stored.contract.id, fact);
      if (leads(stored.contract)) await this.post.signedOff(tx, stored, fact.signOff, from);
    }),
    on(contractDecisionTold, async (tx, from, said) => {
      const { contract } = await this.of(tx, said);
      const decided = hearDecision(contract, from, said);
      if (!decided) return;
      await this.signOffs.addDecision(tx, contract, said);
      if (leads(contract)) await this.post.decided(tx, contract, said, from);
    }),
    on(contractAcceded, async (tx, from, said) => {
      const { contract } = await this.of(tx, said);
      const fact = hearAccession(contract, from, said);
      if (!fact) return;
      await this.signOffs.addAccession(tx, contract.id, fact);
      if (leads(contract)) await this.post.acceded(tx, contract, fact.accession, from);
    }),
    on(contractActivatedJointly, async (tx, from, said) => {
      const { contract, document } = await this.of(tx, said);
      const fact = hearActivation(contract, from, said, this.clock.now());
      if (!fact) return;
      if (isAmendment(contract)) await this.amendments.putInForce(tx, contract, fact, document);
      else await this.contracts.activate(tx, contract.id, fact);
      const data = jointContract({ contract: evolve(contract, fact), document });
      await this.outbox.add(tx, JointContractActivatedV1, { key: contract.id, data });
    }),
    on(contractRefused, (tx, from, { of, reason }) => this.partners.settle(tx, from, of, reason)),
  ]);

  constructor(
    private readonly contracts: ContractStore,
    private readonly versions: VersionStore,
    private readonly signOffs: SignOffStore,
    private readonly amendments: AmendmentStore,
    private readonly partners: PartnerStore,
    private readonly post: Post,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  async execute(
    tx: Tx,
    { id: causationId, correlationid, data }: EventEnvelope<PartnerMessagesReceived>,
  ): Promise<void> {
    const context = requestContext.get();
    await requestContext.run(
      { ...context, correlationId: correlationid ?? context.correlationId, causationId },
      async () => {
        const booked = await hearEach(data, (message) => this.take(tx, message));
        if (booked) await this.outbox.add(tx, ContractsMessagesBookedV1, { key: booked.from, data: booked });
      },
    );
  }

  private async take(tx: Tx, message: PartnerMessageReceived): Promise<boolean> {
    const { from, number, type, content } = message;
    const hearing = this.hearings.get(type);
    if (!hearing) return false;
    try {
      await hearing(tx, from, content);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      this.logger.warn(`${type} ${number} of ${from} refused: ${error.code}`);
      await this.refuse(tx, message, error.code);
    }
    return true;
  }

  /** A version of a contract that a partner leads: its digest, reference and parties are read from its own text. */
  private async shared(tx: Tx, from: string, said: ContractShared): Promise<void> {
    const { contract: id, version, digest, ref, partners, signedOff } = said;
    const stored = await this.contracts.find(tx, id);
    const open = stored && (await this.contracts.amendment(tx, id));
    const terms = read(said);
    if (terms.ref !== ref) throw contractErrors.termsDiffer();
    const joint = { us: this.config.INSTANCE_ID, home: from, partners };
    const agreement = agreementOf(terms, digest, joint);
    const amends = terms.amends && digestOf(terms.amends.before);
    const shared = { id, version, agreement, signedOff, amends };
    const fact = hearShared(stored?.contract, from, shared, this.clock.now(), open?.contract);
    if (!fact) return;
    await (fact.amends === undefined ? this.versions : this.amendments).copy(tx, fact, terms);
  }

  /** The version that is spoken of, where it is the amendment in the making; or else the contract as it stands. */
  private async of(tx: Tx, { contract: id, version }: { contract: string; version: number }): Promise<StoredContract> {
    const stored = await this.contracts.find(tx, id);
    if (!stored) throw contractErrors.unknownContract();
    return version > stored.contract.version ? this.contracts.open(tx, id) : stored;
  }

  private async refuse(tx: Tx, { from, id: of, type, content }: PartnerMessageReceived, reason: string): Promise<void> {
    const refused = contractRefused.content.safeParse({ contract: content['contract'], of, type, reason });
    // A refusal is never answered, and what names no contract cannot be.
    if (type === contractRefused.name || !refused.success) return;
    const message = { id: digestOf(refused.data), type: contractRefused.name, content: refused.data };
    const data = { to: from, messages: [message] };
    await this.outbox.add(tx, ContractsMessagesQueuedV1, { key: from, data });
  }
}

const on = <C extends Record<string, unknown>>(
  { name, content }: PartnerMessageType<C>,
  hearing: (tx: Tx, from: string, said: C) => Promise<void>,
): [string, Hearing] => [
  name,
  async (tx, from, said) => {
    const parsed = content.safeParse(said);
    if (!parsed.success) throw contractErrors.termsUnreadable();
    await hearing(tx, from, parsed.data);
  },
];

const leads = (contract: Contract): boolean => !isCopy(contract);

/** @throws rule `contracts.terms-differ`, `contracts.terms-unreadable` */
function read({ terms, digest }: ContractShared): Terms {
  if (sha256Hex(terms) !== digest) throw contractErrors.termsDiffer();
  try {
    const frozen: unknown = JSON.parse(terms);
    if (canonicalJson(frozen) === terms) return asSigned(frozenTerms(frozen));
  } catch {
    // Whatever is wrong with it, it is theirs.
  }
  throw contractErrors.termsUnreadable();
}

/** An amendment keeps the rules of amendments, whoever wrote it. */
function asSigned(terms: Terms): Terms {
  const { amends } = terms;
  if (amends && amendmentFaults(frozenTerms(amends.before), terms).length > 0) throw contractErrors.termsUnreadable();
  return terms;
}
