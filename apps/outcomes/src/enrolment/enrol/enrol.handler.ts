import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { fail } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { Enrolled, EnrolRequest } from '@ringvirkning/outcomes-api';
import { checkPlace, isPseudonym, outcomeErrors, parseCpr, payerOf } from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { isFault, readKey, twinOf } from '@ringvirkning/reading';
import { actorOf } from '../../actor.js';
import { KeyedDigest } from '../identity/keyed-digest.js';
import { KnownContracts } from '../../known-contracts/known-contracts.js';
import { rememberName } from '../../persistence/acting-name.js';
import { ContractStore } from '../../persistence/contract.store.js';
import { ParticipantStore } from '../../persistence/participant.store.js';
import { EnrolPeople } from './enrol-people.js';

/** What enrolment stores with. */
@Injectable()
export class EnrolmentStores {
  constructor(
    readonly db: Database,
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
    private readonly stores: EnrolmentStores,
    private readonly digest: KeyedDigest,
    private readonly metrics: DomainMetrics,
  ) {}

  async execute(contractId: string, request: EnrolRequest, person: Person): Promise<Enrolled> {
    const cpr = request.cpr === undefined ? undefined : parseCpr(request.cpr);
    const key = request.key === undefined ? null : keyOf(request.key);
    await this.stores.known.require(contractId);
    const result = await this.stores.db.transaction(async (tx) => {
      const { terms } = await this.stores.contracts.running(tx, contractId);
      const personDigest = cpr ? this.digest.ofPerson(contractId, cpr) : null;
      const { referredOn, startedOn = null, cohort = null, group = null } = request;
      checkPlace(terms, { referredOn, startedOn, cohort, group }, this.stores.people.today());
      const payingMunicipality =
        request.payingMunicipality === undefined ? null : payerOf(terms, request.payingMunicipality);
      if (key !== null && request.newPerson !== true) await this.refuseTwin(tx, contractId, key);
      await rememberName(tx, contractId, person, this.stores.people.now());
      const [added] = await this.stores.people.add(tx, actorOf(person), [
        { contractId, personDigest, externalKey: key, referredOn, startedOn, cohort, group, payingMunicipality },
      ]);
      if (!added) return this.tellKnown(tx, contractId, { personDigest, key }, person);
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
    { personDigest, key }: { readonly personDigest: string | null; readonly key: string | null },
    person: Person,
  ): Promise<{ knownAs: string }> {
    const known = await this.stores.participants.knownBy(tx, contractId, { personDigest, key });
    const participantIds = known ? [known.participantId] : [];
    await this.stores.accessLog.record(tx, person, 'enrolment', { contractId, participantIds });
    return { knownAs: known?.pseudonym ?? '' };
  }

  /** @throws conflict for a key that is easily taken for another's, which is not told: it may be another organisation's */
  private async refuseTwin(tx: Tx, contractId: string, key: string): Promise<void> {
    const twin = (await this.stores.participants.namesByTwin(tx, contractId, [twinOf(key)])).get(twinOf(key));
    if (twin !== undefined && twin !== key) throw outcomeErrors.keyResembles();
  }
}

/** The key as the house keeps it. @throws invalid, naming the field */
function keyOf(written: string): string {
  const key = readKey(written);
  const fault = isFault(key)
    ? { ...key, code: `outcomes.${key.code}` }
    : isPseudonym(key)
      ? KEY_IS_PSEUDONYM
      : undefined;
  if (fault) throw fail.invalid(fault.code, fault.da, fault.en, { errors: [{ path: 'key', ...fault }] });
  return key as string;
}

const KEY_IS_PSEUDONYM = {
  code: 'outcomes.key-is-pseudonym',
  da: 'Nøglen ligner et pseudonym. Brug jeres egen betegnelse, fx et sagsnummer.',
  en: 'The key looks like a pseudonym. Use a word of your own, such as a case number.',
};
