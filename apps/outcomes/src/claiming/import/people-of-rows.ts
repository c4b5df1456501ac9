import { Injectable } from '@nestjs/common';
import { isPseudonym, payerOn, type Actor, type ImportFault, type ImportRow } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { twinOf } from '@ringvirkning/reading';
import { EnrolPeople } from '../../enrolment/enrol/enrol-people.js';
import { ParticipantStore, type Participant } from '../../persistence/participant.store.js';

export interface ReadRow {
  readonly row: number;
  readonly values: ImportRow;
}

interface PlacedRow extends ReadRow {
  readonly participant: Participant;
}

interface FaultyRow {
  readonly row: number;
  readonly faults: readonly ImportFault[];
}

interface Placed {
  readonly placed: PlacedRow[];
  readonly faulty: FaultyRow[];
  /** Names of those who are enrolled now. */
  readonly enrolled: readonly string[];
  readonly known: readonly string[];
}

/** Finds the people that rows name, and enrols those who are new, come with a day of referral and are not easily taken for somebody else, also not for those whom the batch before (`beingEnrolled`) has not committed yet. */
@Injectable()
export class PeopleOfRows {
  constructor(
    private readonly participants: ParticipantStore,
    private readonly people: EnrolPeople,
  ) {}

  async of(
    tx: Tx,
    contractId: string,
    by: Actor,
    rows: readonly ReadRow[],
    beingEnrolled: readonly string[],
  ): Promise<Placed> {
    const ofName = Map.groupBy(rows, ({ values }) => values.participant);
    const known = new Known();
    const found = await this.participants.lockByName(tx, contractId, [...ofName.keys()]);
    known.add(found);
    const strangers = [...ofName].filter(([name]) => !known.has(name) && !isPseudonym(name));
    const twins = await this.twinsOf(tx, contractId, strangers, beingEnrolled);
    const first = strangers.flatMap(
      ([name, own]) => own.find(({ values }) => values.referredOn !== null && !twins.has(name)) ?? [],
    );
    const enrolled = first.length === 0 ? [] : await this.enrol(tx, contractId, by, first, known);
    const [placed, faulty]: [PlacedRow[], FaultyRow[]] = [[], []];
    for (const row of rows) {
      const participant = known.of(row.values.participant);
      const faults = participant
        ? faultsOf(participant, row.values)
        : [strangerFault(twins.get(row.values.participant))];
      if (participant && faults.length === 0) placed.push({ ...row, participant });
      else faulty.push({ row: row.row, faults });
    }
    return { placed, faulty, enrolled, known: found.map(({ participantId }) => participantId) };
  }

  /** Names that look like another person's, with that name; not those whose writer says that they are new all the same. */
  private async twinsOf(
    tx: Tx,
    contractId: string,
    strangers: readonly (readonly [string, readonly ReadRow[]])[],
    beingEnrolled: readonly string[],
  ): Promise<Map<string, string>> {
    if (strangers.length === 0) return new Map();
    const kept = await this.participants.namesByTwin(
      tx,
      contractId,
      strangers.map(([name]) => twinOf(name)),
    );
    const names = new Map([...beingEnrolled.map((name) => [twinOf(name), name] as const), ...kept]);
    const twins = new Map<string, string>();
    for (const [name, rows] of strangers) {
      const alike = names.get(twinOf(name));
      if (alike === undefined) names.set(twinOf(name), name);
      // The same name: somebody else enrolled them since they were looked for.
      else if (alike !== name && !rows.some(({ values }) => values.newPerson)) twins.set(name, alike);
    }
    return twins;
  }

  /** @returns the names of those who were not there. */
  private async enrol(
    tx: Tx,
    contractId: string,
    by: Actor,
    first: readonly ReadRow[],
    known: Known,
  ): Promise<string[]> {
    const added = await this.people.add(
      tx,
      by,
      first.map(({ values }) => newPerson(contractId, values)),
    );
    known.add(added);
    // Whom another import has enrolled in between.
    const missed = first.map(({ values }) => values.participant).filter((name) => !known.has(name));
    if (missed.length > 0) known.add(await this.participants.lockByName(tx, contractId, missed));
    return added.flatMap(({ externalKey }) => externalKey ?? []);
  }
}

/** People of the contract by each of their names. */
class Known {
  private readonly byName = new Map<string, Participant>();

  add(people: readonly Participant[]): void {
    for (const person of people)
      for (const name of [person.pseudonym, person.externalKey]) if (name !== null) this.byName.set(name, person);
  }

  has = (name: string): boolean => this.byName.has(name);
  of = (name: string): Participant | undefined => this.byName.get(name);
}

const newPerson = (contractId: string, { participant, referredOn, cohort, group, payer }: ImportRow) => ({
  contractId,
  personDigest: null,
  externalKey: participant,
  referredOn: referredOn!,
  startedOn: null,
  cohort,
  group,
  payingMunicipality: payer,
});

const faultsOf = (person: Participant, row: ImportRow): ImportFault[] =>
  person.erased ? [ERASED] : otherThanKnown(person, row);

const ERASED: ImportFault = {
  column: 'participant',
  code: 'outcomes.person-erased',
  da: 'Borgerens oplysninger er slettet, så der kan ikke føjes noget til. Fjern rækken.',
  en: 'The data of the person is erased, so nothing can be added. Remove the row.',
};

/** What a row says of its person, where it is not what is known already: an import does not change it, and does not leave it unsaid. */
function otherThanKnown(person: Participant, row: ImportRow): ImportFault[] {
  const said = [
    ['referred_on', row.referredOn, person.referredOn],
    ['cohort', row.cohort, person.cohort],
    ['group', row.group, person.group],
    ['paying_municipality', row.payer, payerOn(person, row.on)],
  ] as const;
  return said.flatMap(([column, now, before]) =>
    now === null || now === before ? [] : [otherPerson(column, now, before ?? '–')],
  );
}

const otherPerson = (column: string, now: string, before: string): ImportFault => ({
  column,
  code: 'outcomes.import-person-differs',
  da: `Borgeren er indskrevet med ${before}, ikke ${now}. Ret rækken, eller lad feltet stå tomt.`,
  en: `The person is enrolled with ${before}, not ${now}. Correct the row, or leave the cell empty.`,
});

const strangerFault = (twin: string | undefined): ImportFault =>
  twin === undefined
    ? {
        column: 'participant',
        code: 'outcomes.import-unknown-participant',
        da: 'Borgeren er ikke i kontrakten. Angiv referred_on for at indskrive med egen nøgle.',
        en: 'The person is not in the contract. Give referred_on to enrol them under a key of your own.',
      }
    : {
        column: 'participant',
        code: 'outcomes.import-resembles',
        da: `Nøglen ligner ${twin}. Er det samme borger, så skriv ${twin}; er det en anden, så skriv ja i kolonnen new_person.`,
        en: `The key resembles ${twin}. If it is the same person, write ${twin}; if it is another, write yes in the column new_person.`,
      };
