import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type {
  AgreementDue,
  AgreementSide,
  AgreementSimulation,
  BenefitAgreement,
  OtherMunicipality,
  SigningAuthority,
} from '@ringvirkning/benefits-api';
import {
  authoritiesOf,
  isBetween,
  type Agreement,
  type SettledAgreement,
  type SideStep,
  type Simulated,
} from '@ringvirkning/benefits-domain';
import { asJson, type Sentence } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { municipalityByInstance } from '@ringvirkning/reference';
import { inForce, type StoredAgreement } from '../persistence/agreement.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { LetterStore, type ReceivedLetter, type SentLetter } from '../persistence/letter.store.js';
import { actsFor, isOurs, ownMunicipality, signsFor } from './own-sides.js';
import { partnerOf, type Partner } from './partner-of.js';

export const presentSides = ({ sides }: Agreement, steps: readonly SideStep[], person: Person): AgreementSide[] =>
  sides.map((side) => {
    const step = steps.find((each) => each.side === side.id);
    return {
      id: side.id,
      silo: side.silo,
      name: side.name,
      ours: isOurs(person, side),
      signedBy: step?.name ?? null,
      signedAt: step?.at ?? null,
      mine: actsFor(person, side),
    };
  });

/** Municipalities that sign as a whole; names of those whose purse is kept elsewhere are their own. */
function presentAuthorities(
  { agreement, signatures }: StoredAgreement,
  partner: Partner | undefined,
  person: Person,
): SigningAuthority[] {
  return (isBetween(agreement) ? authoritiesOf(agreement) : []).map((purse) => {
    const step = signatures.find(({ side }) => side === purse);
    const name =
      partner?.purse === purse ? partner.name : (municipalityByInstance(person.memberOf)?.name ?? person.memberOf);
    return {
      ...{ purse, name: { da: name, en: name }, ours: purse === ownMunicipality(person.memberOf) },
      ...{ signedBy: step?.name ?? null, signedAt: step?.at ?? null, mine: signsFor(person, purse, agreement) },
    };
  });
}

/** Agreements as a reader meets them, with what has become of the letters about them. */
@Injectable()
export class PresentAgreement {
  constructor(
    private readonly contracts: ContractStore,
    private readonly letters: LetterStore,
  ) {}

  /** @param beside all versions of the contract's agreements: the newest signed one is in force. */
  async one(
    tx: Tx,
    stored: StoredAgreement,
    beside: readonly StoredAgreement[],
    person: Person,
  ): Promise<BenefitAgreement> {
    const { id, contractId, digest, agreement, createdAt, signatures } = stored;
    const { code, version, title, currency, period } = agreement;
    const partner = partnerOf(await this.contracts.get(tx, contractId), agreement);
    return {
      ...{ id, contractId, code, version, title, currency, period, digest, createdAt },
      sides: presentSides(agreement, signatures, person),
      authorities: presentAuthorities(stored, partner, person),
      other: partner ? await this.other(tx, id, partner) : null,
      inForce: inForce(beside).some((each) => each.id === id),
    };
  }

  /** The other municipality, and where the last letter to it is. @param about an agreement or a settlement */
  async other(tx: Tx, about: string, { name, leads }: Pick<Partner, 'name' | 'leads'>): Promise<OtherMunicipality> {
    return {
      name,
      leads,
      ...letterState(await this.letters.sentAbout(tx, about), await this.letters.receivedAbout(tx, about)),
    };
  }
}

function letterState(
  sent: readonly SentLetter[],
  received: readonly ReceivedLetter[],
): Pick<OtherMunicipality, 'letter' | 'fault'> {
  const [last, answer] = [sent.at(-1), received.at(-1)];
  if (!last) return { letter: 'none', fault: null };
  if (last.lost !== null) return { letter: 'lost', fault: last.lost };
  if (answer && answer.fault !== null) return { letter: 'refused', fault: answer.fault };
  return { letter: answer && answer.at >= last.at ? 'held' : 'sent', fault: null };
}

export const presentDue = (
  { currency }: Agreement,
  { through, due, netted, frames, missing, digest }: SettledAgreement,
): AgreementDue => ({ currency, ...asJson({ through, due, netted, frames, missing, digest }) }) as AgreementDue;

export const presentSimulation = (
  { currency }: Agreement,
  { years, transfers, frames, missing, losing }: Simulated,
  warnings: readonly Sentence[],
): AgreementSimulation =>
  ({
    currency,
    ...asJson({ years, transfers, frames, missing, losing }),
    warnings: warnings.map(({ da, en }) => ({ da, en })),
  }) as AgreementSimulation;
