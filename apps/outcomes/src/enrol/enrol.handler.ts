import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { fail, type LocalDate } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { Enrolled, EnrolRequest } from '@ringvirkning/outcomes-api';
import { outcomeErrors, parseCpr, payerOf, plausibleDay } from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms-language';
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
    readonly accessLog: AccessLog,
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

  async execute(contractId: string, request: EnrolRequest, person: Person): Promise<Enrolled> {
    const cpr = request.cpr === undefined ? undefined : parseCpr(request.cpr);
    await this.stores.known.require(contractId);
    const result = await this.db.transaction(async (tx) => {
      const { terms } = await this.stores.contracts.get(tx, contractId);
      checkPlace(terms, request, this.stores.people.today());
      const personDigest = cpr ? this.digest.ofPerson(contractId, cpr) : null;
      const { referredOn, startedOn = null, cohort = null, group = null } = request;
      const payingMunicipality =
        request.payingMunicipality === undefined ? null : payerOf(terms, request.payingMunicipality);
      const [added] = await this.stores.people.add(tx, [
        { contractId, personDigest, externalKey: null, referredOn, startedOn, cohort, group, payingMunicipality },
      ]);
      if (!added) return this.tellKnown(tx, contractId, personDigest ?? '', person);
      return {
        participantId: added.participantId,
        pseudonym: added.pseudonym,
        warnings: cpr && !cpr.modulusHolds ? ['outcomes.cpr-modulus'] : [],
      };
    });
    if ('knownAs' in result) throw outcomeErrors.alreadyEnrolled(result.knownAs);
    this.metrics.count('participants_enrolled');
    return result;
  }

  /** Whoever enrols learns that the person is known already, and under which pseudonym: a look at a person, so it is logged, and committed. */
  private async tellKnown(
    tx: Tx,
    contractId: string,
    personDigest: string,
    person: Person,
  ): Promise<{ knownAs: string }> {
    const known = await this.stores.participants.byDigest(tx, contractId, personDigest);
    const participantIds = known ? [known.participantId] : [];
    await this.stores.accessLog.record(tx, person, 'enrolment', { contractId, participantIds });
    return { knownAs: known?.pseudonym ?? '' };
  }
}

/** The group and cohort must be ones the terms name, days must be plausible, and a start cannot lie before the referral. */
function checkPlace(
  { groups, cohorts, period }: Terms,
  { group, cohort, referredOn, startedOn }: EnrolRequest,
  today: LocalDate,
): void {
  plausibleDay('referredOn', referredOn, today);
  if (startedOn !== undefined) plausibleDay('startedOn', startedOn, period.to);
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
