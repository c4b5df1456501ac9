import { Inject, Injectable } from '@nestjs/common';
import {
  parseAgreement,
  signatoriesIn,
  simulateAgreement,
  type Agreement,
  type SideStep,
} from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, digestOf, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import {
  benefitAgreementAnswered,
  benefitAgreementTold,
  type BenefitAgreementAnswered,
  type BenefitAgreementTold,
  type PartnerMessageReceived,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { AgreementStore, type StoredAgreement } from '../persistence/agreement.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { LetterStore } from '../persistence/letter.store.js';
import type { Contract } from '../purses/contract.js';
import { AgreementFigures } from './agreement-figures.js';
import { ownMunicipality } from './own-sides.js';
import { partnerOf, partnersIn, type Partner } from './partner-of.js';

type Signature = BenefitAgreementTold['signatures'][number];

/** Agreements between two municipalities travel: told by who leads the contract, signed at both, each signature told to the other (ADR 89). */
@Injectable()
export class AgreementPost {
  constructor(
    private readonly agreements: AgreementStore,
    private readonly contracts: ContractStore,
    private readonly figures: AgreementFigures,
    private readonly letters: LetterStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  private get own(): string {
    return ownMunicipality(this.config.INSTANCE_ID);
  }

  /** Tells the other municipality all that stands here of an agreement; nothing for one within our own. Call it under the contract's lock. */
  async tell(tx: Tx, id: string): Promise<void> {
    const stored = await this.agreements.get(tx, id);
    const contract = await this.contracts.get(tx, stored.contractId);
    const partner = partnerOf(contract, stored.agreement);
    if (!partner) return;
    if (partner.leads) return this.answer(tx, partner.member, stored, stored, null);
    const to = { to: partner.member, about: id };
    await this.letters.send(tx, benefitAgreementTold, { ...to, content: await this.contentOf(tx, contract, stored) });
  }

  /** A partner tells us of an agreement that it leads: kept as it is, for our own people to sign. What breaks a rule is kept as a letter only. */
  async take(tx: Tx, { from: member, type, content: said }: PartnerMessageReceived): Promise<void> {
    const content = benefitAgreementTold.content.parse(said);
    const { contractId } = content;
    await this.contracts.lock(tx, [contractId]);
    const contract = await this.contracts.find(tx, contractId);
    const read = readTold(content);
    const fault = await this.faultOf(tx, contract, member, content, read);
    const about = fault || !read ? null : await this.keep(tx, member, content, read);
    const letter = { contractId, member, type, about, digest: digestOf(content), content, fault };
    await this.letters.receive(tx, letter);
    const stored = about === null ? undefined : await this.agreements.get(tx, about);
    if (stored && contract) await this.addSignatures(tx, stored, contract, member, content.signatures);
    await this.answer(tx, member, content, stored, fault);
  }

  /** What the partner says to an agreement of ours: who has signed there, or why it does not take it. */
  async hear(tx: Tx, { from: member, type, content: said }: PartnerMessageReceived): Promise<void> {
    const content = benefitAgreementAnswered.content.parse(said);
    const { contractId } = content;
    await this.contracts.lock(tx, [contractId]);
    const contract = await this.contracts.find(tx, contractId);
    const stored = (await this.agreements.ofContract(tx, contractId)).find((each) => isSame(each, content));
    const isTheirs = stored && contract && partnerOf(contract, stored.agreement)?.member === member;
    const fault = isTheirs ? content.fault : 'other-agreement';
    const about = isTheirs ? stored.id : null;
    const letter = { contractId, member, type, about, digest: digestOf(content), content, fault };
    await this.letters.receive(tx, letter);
    if (isTheirs) await this.addSignatures(tx, stored, contract, member, content.signatures);
  }

  private async contentOf(tx: Tx, contract: Contract, stored: StoredAgreement): Promise<BenefitAgreementTold> {
    const { agreement, digest, contractId } = stored;
    const { figures } = await this.figures.of(tx, contractId, agreement);
    const { transfers } = simulateAgreement(agreement, { figures, stated: [] });
    return {
      ...{ contractId, reference: contract.ref, code: agreement.code, version: agreement.version, digest },
      ...{ document: JSON.parse(JSON.stringify(agreement)) as BenefitAgreementTold['document'] },
      currency: agreement.currency,
      signatures: this.ownSignatures(stored),
      expected: transfers.map(({ from, to, year, amount }) => ({ from, to, year, amount: amount.toString() })),
      asOf: dateInDenmark(this.clock.now()),
    };
  }

  private ownSignatures({ agreement, signatures }: Pick<StoredAgreement, 'agreement' | 'signatures'>): Signature[] {
    const own = signatoriesIn(agreement, this.own);
    return signatures
      .filter(({ side }) => own.includes(side))
      .map(({ side, at }) => ({ signatory: side, at }))
      .sort((a, b) => (a.signatory < b.signatory ? -1 : 1));
  }

  private async answer(
    tx: Tx,
    to: string,
    named: Pick<BenefitAgreementAnswered, 'contractId' | 'digest'> &
      ({ readonly agreement: Agreement } | Pick<BenefitAgreementAnswered, 'code' | 'version'>),
    stored: StoredAgreement | undefined,
    fault: string | null,
  ): Promise<void> {
    const { code, version } = 'agreement' in named ? named.agreement : named;
    const content: BenefitAgreementAnswered = {
      ...{ contractId: named.contractId, code, version, digest: named.digest, fault },
      ...{ signatures: stored ? this.ownSignatures(stored) : [], at: this.clock.now() },
    };
    await this.letters.send(tx, benefitAgreementAnswered, { to, about: stored?.id ?? null, content });
  }

  private async faultOf(
    tx: Tx,
    contract: Contract | undefined,
    member: string,
    content: BenefitAgreementTold,
    read: Agreement | undefined,
  ): Promise<string | null> {
    if (contract?.home !== member) return 'not-from-the-home';
    if (!read) return 'unreadable';
    if (read.currency !== contract.currency) return 'other-currency';
    if (partnerOf(contract, read)?.member !== member || signatoriesIn(read, this.own).length === 0)
      return 'not-our-purse';
    const taken = (await this.agreements.ofContract(tx, content.contractId)).find(
      ({ agreement }) => agreement.code === read.code && agreement.version === read.version,
    );
    return taken && taken.digest !== content.digest ? 'version-taken' : null;
  }

  private keep(tx: Tx, member: string, content: BenefitAgreementTold, agreement: Agreement): Promise<string> {
    const { contractId, digest } = content;
    const text = JSON.stringify(agreement, null, 2);
    const [id, createdAt] = [this.ids.next(), this.clock.now()];
    return this.agreements.add(tx, {
      ...{ id, contractId, agreement, digest, text, createdBy: member, createdAt, signatures: [] },
    });
  }

  /** Of another's signatures those of its own purses count, and each once. Names stay where people are. */
  private async addSignatures(
    tx: Tx,
    stored: StoredAgreement,
    contract: Contract,
    member: string,
    signatures: readonly Signature[],
  ): Promise<void> {
    const partner = partnersIn(contract).find((each) => each.member === member) as Partner;
    const theirs = signatoriesIn(stored.agreement, partner.purse);
    for (const [signatory, at] of new Map(signatures.map(({ signatory, at }) => [signatory, at] as const)))
      if (theirs.includes(signatory) && !stored.signatures.some(({ side }) => side === signatory))
        await this.agreements.sign(tx, stored, signedBy(partner, signatory, at));
  }
}

/** How a step of the other municipality is kept here. */
export const signedBy = ({ member, name }: Partner, side: string, at: SideStep['at']): SideStep => ({
  ...{ side, by: `${member}/${side}`, name, at },
});

/** The document, when it is what its digest says. */
function readTold({ document, digest, code, version }: BenefitAgreementTold): Agreement | undefined {
  const parsed = parseAgreement(JSON.stringify(document));
  if (!parsed.ok || parsed.digest !== digest) return undefined;
  return parsed.agreement.code === code && parsed.agreement.version === version ? parsed.agreement : undefined;
}

const isSame = (
  { agreement, digest }: StoredAgreement,
  said: Pick<BenefitAgreementAnswered, 'code' | 'version' | 'digest'>,
): boolean => agreement.code === said.code && agreement.version === said.version && digest === said.digest;
