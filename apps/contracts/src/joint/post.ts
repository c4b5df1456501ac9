import { Inject, Injectable } from '@nestjs/common';
import { ContractsMessagesQueuedV1 } from '@ringvirkning/contracts-api';
import { type Contract, contractErrors, isCopy, type SignOff } from '@ringvirkning/contracts-domain';
import { canonicalJson, CLOCK, digestOf, type Clock, type LocalDate } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import {
  contractAcceded,
  contractActivatedJointly,
  contractDecisionTold,
  contractShared,
  contractSignedOff,
  contractWithdrawn,
  type PartnerMessageType,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { signedForm } from '@ringvirkning/terms';
import type { StoredContract } from '../persistence/contract.store.js';
import { PartnerStore } from '../persistence/partner.store.js';
import { SignOffStore } from '../persistence/sign-off.store.js';

/** A message between instances has 900,000 characters, and some of them are its envelope's. */
const MOST_BYTES = 890_000;

/** Tells partners of joint contracts, in the transaction of what is told. Of other contracts it tells nothing. */
@Injectable()
export class Post {
  constructor(
    private readonly signOffs: SignOffStore,
    private readonly partners: PartnerStore,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * An office has signed, as others must know: the first signature of a version fixes who takes part, and brings them the terms.
   * @param from Who told us: they know.
   * @throws rule `contracts.too-large-to-share`
   */
  async signedOff(tx: Tx, stored: StoredContract, signOff: SignOff, from?: string): Promise<void> {
    await this.told(tx, stored, signOff, from);
    await this.decided(tx, stored.contract, signOff, from);
  }

  /** When the party of an office that has signed decided, and under which case, if that is known. */
  async decided(
    tx: Tx,
    contract: Contract,
    { role, party, decidedOn, caseNumber }: Pick<SignOff, 'role' | 'party' | 'decidedOn' | 'caseNumber'>,
    from?: string,
  ): Promise<void> {
    if (decidedOn === undefined && caseNumber === undefined) return;
    const decision = { ...(decidedOn && { decidedOn }), ...(caseNumber && { caseNumber }) };
    await this.tell(tx, contract, contractDecisionTold, { ...termsOf(contract), role, party, ...decision }, from);
  }

  private async told(tx: Tx, { contract, document }: StoredContract, signOff: SignOff, from?: string): Promise<void> {
    const { id, version, agreement, frozenAt } = contract;
    const said = signOffOf(signOff);
    if (isCopy(contract) || frozenAt !== null)
      return this.tell(tx, contract, contractSignedOff, { ...termsOf(contract), ...said }, from);
    const { joint, ref } = agreement;
    if (!joint) return;
    await this.signOffs.freeze(tx, id, version, joint.partners);
    const content = {
      ...{ ...termsOf(contract), ref, partners: [...joint.partners], signedOff: [said] },
      terms: canonicalJson(signedForm(document.terms)),
    };
    const bytes = Buffer.byteLength(JSON.stringify(content));
    if (bytes > MOST_BYTES) throw contractErrors.tooLargeToShare(bytes, MOST_BYTES);
    await this.tell(tx, contract, contractShared, content);
  }

  async acceded(
    tx: Tx,
    contract: Contract,
    { organisation, budgetYear, at }: Contract['accessions'][number],
    from?: string,
  ): Promise<void> {
    await this.tell(tx, contract, contractAcceded, { ...termsOf(contract), organisation, budgetYear, at }, from);
  }

  /** Of a version that nobody has signed yet, partners know nothing. */
  async withdrawn(tx: Tx, contract: Contract): Promise<void> {
    if (contract.frozenAt !== null) await this.tell(tx, contract, contractWithdrawn, termsOf(contract));
  }

  async activated(tx: Tx, contract: Contract, activatedOn: LocalDate): Promise<void> {
    await this.tell(tx, contract, contractActivatedJointly, { ...termsOf(contract), activatedOn });
  }

  /** To home, where a partner leads the contract, or else to all partners. What was told before is not told again. */
  private async tell<C extends Record<string, unknown>>(
    tx: Tx,
    contract: Contract,
    { name: type }: PartnerMessageType<C>,
    content: C,
    from?: string,
  ): Promise<void> {
    const { joint } = contract.agreement;
    if (!joint) return;
    const receivers = isCopy(contract) ? [joint.home] : joint.partners.filter((partner) => partner !== from);
    const messages = receivers.map((to) => ({ id: digestOf({ to, type, content }), to }));
    const about = { contractId: contract.id, version: contract.version, type, at: this.clock.now() };
    const fresh = await this.partners.told(tx, messages, about);
    for (const { id, to } of messages)
      if (fresh.has(id))
        await this.outbox.add(tx, ContractsMessagesQueuedV1, {
          key: to,
          data: { to, messages: [{ id, type, content }] },
        });
  }
}

const termsOf = ({ id, version, agreement }: Contract) => ({ contract: id, version, digest: agreement.termsDigest });

const signOffOf = ({ role, party, at, decision }: SignOff) => ({
  ...{ role, party, at },
  ...(decision === undefined ? {} : { decision }),
});
