import { instant } from '@ringvirkning/kernel';
import type { Participant, PersonDetails } from '@ringvirkning/outcomes-api';
import type { ViewedClaimRow } from '../../persistence/claim-view.store.js';
import type { MoveDelivery } from '../../persistence/move-told.store.js';
import type { FollowUpRow, ListedPerson, PersonFactRow } from '../../persistence/person-view.store.js';
import { presentClaim } from './present-claim.js';

/** A person as an organisation sees them: the key is for those alone who gave it. */
export const presentPerson = (person: ListedPerson, organisation: string): Participant => ({
  participantId: person.participantId,
  pseudonym: person.pseudonym,
  key: person.enrolledOrganisation === organisation ? person.externalKey : null,
  referredOn: person.referredOn,
  startedOn: person.startedOn,
  cohort: person.cohort,
  group: person.group,
  payingMunicipality: person.moves.at(-1)?.payer ?? person.payingMunicipality,
  identified: person.identified,
  left: person.left,
  erased: person.erased,
  nextFollowUp: person.nextFollowUp,
});

export interface PersonRows {
  readonly person: ListedPerson;
  readonly claims: readonly ViewedClaimRow[];
  readonly followUps: readonly FollowUpRow[];
  readonly history: readonly PersonFactRow[];
  readonly movesTold: readonly MoveDelivery[];
}

export const presentPersonDetails = (
  { person, claims, followUps, history, movesTold }: PersonRows,
  organisation: string,
): PersonDetails => ({
  ...presentPerson(person, organisation),
  contractId: person.contractId,
  payers: [
    { from: null, payingMunicipality: person.payingMunicipality },
    ...person.moves.map(({ from, payer }) => ({ from, payingMunicipality: payer })),
  ],
  movesTold: movesTold.map(({ organisation, at, outcome, refused }) => ({ organisation, at, outcome, refused })),
  claims: claims.map(presentClaim),
  followUps: followUps.map(({ outcome, follow_up, due_on, state }) => ({
    outcome,
    followUp: follow_up,
    dueOn: due_on,
    state,
  })),
  history: history.map((fact) => ({
    at: instant(fact.at.toISOString()),
    type: fact.type as PersonDetails['history'][number]['type'],
    by: fact.subject,
    byName: fact.name ?? undefined,
    on: fact.on_day,
    code: fact.code,
    claimId: fact.claim_id,
    outcome: fact.outcome,
    followUp: fact.follow_up,
    was: fact.was,
    now: fact.now,
  })),
});
