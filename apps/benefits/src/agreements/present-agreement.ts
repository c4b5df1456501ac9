import type { Person } from '@ringvirkning/auth';
import type { AgreementDue, AgreementSide, AgreementSimulation, BenefitAgreement } from '@ringvirkning/benefits-api';
import type { Agreement, SettledAgreement, SideStep, Simulated, Why } from '@ringvirkning/benefits-domain';
import { asJson } from '@ringvirkning/kernel';
import { inForce, type StoredAgreement } from '../persistence/agreement.store.js';
import { actsFor, isOurs } from './own-sides.js';

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

/** @param beside all versions of the contract's agreements: the newest signed one is in force. */
export function presentAgreement(
  stored: StoredAgreement,
  beside: readonly StoredAgreement[],
  person: Person,
): BenefitAgreement {
  const { id, contractId, digest, agreement, createdAt, signatures } = stored;
  const { code, version, title, currency, period } = agreement;
  return {
    ...{ id, contractId, code, version, title, currency, period, digest, createdAt },
    sides: presentSides(agreement, signatures, person),
    inForce: inForce(beside).some((each) => each.id === id),
  };
}

export const presentDue = (
  { currency }: Agreement,
  { through, due, netted, frames, missing, digest }: SettledAgreement,
): AgreementDue => ({ currency, ...asJson({ through, due, netted, frames, missing, digest }) }) as AgreementDue;

export const presentSimulation = (
  { currency }: Agreement,
  { years, transfers, frames, missing, losing }: Simulated,
  warnings: readonly Why[],
): AgreementSimulation =>
  ({
    currency,
    ...asJson({ years, transfers, frames, missing, losing }),
    warnings: warnings.map(({ da, en }) => ({ da, en })),
  }) as AgreementSimulation;
