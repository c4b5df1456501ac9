import { Injectable } from '@nestjs/common';
import { fail } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { Enrolled, EnrolRequest } from '@ringvirkning/outcomes-api';
import { outcomeErrors, parseCpr, withoutCpr } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms';
import { KeyedDigest } from '../identity/keyed-digest.js';
import { KnownContracts } from '../known-contracts/known-contracts.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ParticipantStore } from '../persistence/participant.store.js';
import { EnrolPeople } from './enrol-people.js';

/** What enrolment stores with. */
@Injectable()
export class EnrolmentStores {
  constructor(
    readonly contracts: ContractStore,
    readonly participants: ParticipantStore,
    readonly people: EnrolPeople,
    readonly known: KnownContracts,
  ) {}
}

@Injectable()
export class EnrolHandler {
  constructor(
    private readonly db: Database,
    private readonly stores: EnrolmentStores,
    private readonly digest: KeyedDigest,
    private readonly metrics: DomainMetrics,
  ) {}

  async execute(contractId: string, request: EnrolRequest): Promise<Enrolled> {
    const cpr = request.cpr === undefined ? undefined : parseCpr(request.cpr);
    withoutCpr(request.payingMunicipality);
    await this.stores.known.require(contractId);
    const result = await this.db.transaction(async (tx) => {
      const { terms } = await this.stores.contracts.get(tx, contractId);
      checkPlace(terms, request);
      const personDigest = cpr ? this.digest.ofPerson(contractId, cpr) : null;
      const { referredOn, startedOn = null, cohort = null, group = null, payingMunicipality = null } = request;
      const [added] = await this.stores.people.add(tx, [
        { contractId, personDigest, externalKey: null, referredOn, startedOn, cohort, group, payingMunicipality },
      ]);
      if (!added)
        throw outcomeErrors.alreadyEnrolled(
          (await this.stores.participants.pseudonymByDigest(tx, contractId, personDigest ?? '')) ?? '',
        );
      return {
        participantId: added.participantId,
        pseudonym: added.pseudonym,
        warnings: cpr && !cpr.modulusHolds ? ['outcomes.cpr-modulus'] : [],
      };
    });
    this.metrics.count('participants_enrolled');
    return result;
  }
}

/** The group and cohort must be ones the terms name, and a start cannot lie before the referral. */
function checkPlace({ groups, cohorts }: Terms, { group, cohort, referredOn, startedOn }: EnrolRequest): void {
  if (group !== undefined && !groups.some(({ code }) => code === group))
    throw fail.invalid(
      'outcomes.unknown-group',
      `Kontrakten kender ikke målgruppen «${group}».`,
      `The contract does not know the group «${group}».`,
    );
  if (cohort !== undefined && !cohorts.some(({ code }) => code === cohort))
    throw fail.invalid(
      'outcomes.unknown-cohort',
      `Kontrakten kender ikke årgangen «${cohort}».`,
      `The contract does not know the cohort «${cohort}».`,
    );
  if (startedOn !== undefined && startedOn < referredOn)
    throw fail.invalid(
      'outcomes.started-before-referral',
      'Indsatsen kan ikke begynde før henvisningen.',
      'The intervention cannot start before the referral.',
    );
}
