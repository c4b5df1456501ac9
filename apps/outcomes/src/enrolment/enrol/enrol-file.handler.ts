import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { fail, type ErrorDetail } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { EnrolledMany, EnrolmentPreview } from '@ringvirkning/outcomes-api';
import { peopleColumns, readEnrolmentRow, type EnrolmentRow, type ImportFault } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { twinOf, type Row } from '@ringvirkning/reading';
import type { Terms } from '@ringvirkning/terms-language';
import { actorOf } from '../../actor.js';
import { KeyedDigest } from '../identity/keyed-digest.js';
import { readToTheEnd } from '../../receiving/receive-rows.js';
import { takingTurns } from '@ringvirkning/workers';
import { ReturnedRows, type Language } from '../../receiving/returned-rows.js';
import { Uploads } from '../../receiving/upload.js';
import { rememberName } from '../../persistence/acting-name.js';
import { EnrolmentStores } from './enrol.handler.js';

/** The people of a contract; the whole file is held, since it is taken in whole or not at all. */
const MAX_ROWS = 10_000;
const MAX_ERRORS = 1_000;

type Read = EnrolmentRow & { readonly digest: string | null };

/** A file of people: all are enrolled, or nobody is. */
@Injectable()
export class EnrolFileHandler {
  constructor(
    private readonly stores: EnrolmentStores,
    private readonly uploads: Uploads,
    private readonly digest: KeyedDigest,
    private readonly metrics: DomainMetrics,
  ) {}

  execute(contractId: string, request: IncomingMessage, person: Person): Promise<EnrolledMany> {
    return readToTheEnd(request, async () => {
      const rows = await this.read(contractId, request);
      const taken = await this.stores.db.transaction((tx) => this.consume(tx, contractId, rows, person, true));
      if ('errors' in taken) throw refused(taken.errors);
      this.metrics.count('participants_enrolled', {}, taken.enrolled);
      return taken;
    });
  }

  /** What `execute` would say, with the rows to mend as a file; nobody is enrolled. */
  preview(contractId: string, request: IncomingMessage, person: Person, language: Language): Promise<EnrolmentPreview> {
    return readToTheEnd(request, async () => {
      const rows = await this.read(contractId, request);
      const found = await this.stores.db.transaction((tx) => this.consume(tx, contractId, rows, person, false));
      const errors = 'errors' in found ? found.errors : [];
      const ofRow = Map.groupBy(errors, ({ row }) => row);
      const returned = new ReturnedRows(language);
      const turns = takingTurns();
      for (const row of rows) {
        if (ofRow.has(row.row)) returned.add(row, ofRow.get(row.row)!);
        await turns();
      }
      return {
        rows: rows.length,
        good: rows.length - ofRow.size,
        errors: errors.slice(0, MAX_ERRORS),
        returned: returned.toJson(),
        warnings: 'errors' in found ? [] : found.warnings,
      };
    });
  }

  private async read(contractId: string, request: IncomingMessage): Promise<Row[]> {
    await this.stores.known.require(contractId);
    return this.uploads.using(request, async (upload) => {
      const rows: Row[] = [];
      for await (const arrived of upload.rows(peopleColumns)) {
        rows.push(...arrived);
        if (rows.length > MAX_ROWS) throw tooMany();
      }
      return rows;
    });
  }

  /** Errors are returned: that the sender learns who is known already is a look at people, which stays written down. */
  private async consume(
    tx: Tx,
    contractId: string,
    rows: readonly Row[],
    person: Person,
    enrol: boolean,
  ): Promise<EnrolledMany | { readonly errors: readonly ErrorDetail[] }> {
    const { terms } = await this.stores.contracts.running(tx, contractId);
    const { people, errors } = this.meant(contractId, terms, rows);
    const known = await this.known(tx, contractId, people);
    const participantIds = known.flatMap(({ participantId }) => participantId ?? []);
    if (participantIds.length > 0)
      await this.stores.accessLog.record(tx, person, 'enrolment', { contractId, participantIds });
    const all = [...errors, ...twice(people), ...known.map(({ error }) => error)].sort((a, b) => a.row! - b.row!);
    if (all.length > 0) return { errors: all };
    const warnings = people.flatMap(({ row, cpr }) =>
      cpr === null || cpr.modulusHolds ? [] : [{ row, code: 'outcomes.cpr-modulus' }],
    );
    if (!enrol) return { enrolled: people.length, warnings };
    await rememberName(tx, contractId, person, this.stores.people.now());
    const added = await this.stores.people.add(
      tx,
      actorOf(person),
      people.map(({ digest, key, payer, referredOn, startedOn, cohort, group }) => ({
        contractId,
        personDigest: digest,
        externalKey: key,
        referredOn,
        startedOn,
        cohort,
        group,
        payingMunicipality: payer,
      })),
    );
    if (added.length < people.length) throw enrolledMeanwhile();
    return { enrolled: added.length, warnings };
  }

  private meant(contractId: string, terms: Terms, rows: readonly Row[]) {
    const people: Read[] = [];
    const errors: ErrorDetail[] = [];
    for (const raw of rows) {
      const read = readEnrolmentRow(raw, terms, this.stores.people.today());
      if ('faults' in read) errors.push(...read.faults.map((fault) => errorOf(raw.row, fault)));
      else people.push({ ...read.row, digest: read.row.cpr && this.digest.ofPerson(contractId, read.row.cpr) });
    }
    return { people, errors };
  }

  /** Rows about people that the contract has already, and who they are; and those whose key is easily taken for one it has. */
  private async known(
    tx: Tx,
    contractId: string,
    people: readonly Read[],
  ): Promise<{ readonly error: ErrorDetail; readonly participantId?: string }[]> {
    const { participants } = this.stores;
    const keys = people.flatMap(({ key }) => key ?? []);
    const byDigest = await participants.byDigests(
      tx,
      contractId,
      people.flatMap(({ digest }) => digest ?? []),
    );
    const byKey = new Map(
      (await participants.lockByName(tx, contractId, keys)).map((known) => [known.externalKey, known]),
    );
    const twins = await participants.namesByTwin(tx, contractId, keys.map(twinOf));
    return people.flatMap(({ row, key, digest, newPerson }) => {
      const known = byDigest.get(digest ?? '') ?? byKey.get(key);
      if (known) {
        const error = errorOf(row, { column: digest ? 'cpr' : 'key', ...alreadyIn(known.pseudonym) });
        return [{ error, participantId: known.participantId }];
      }
      const isTwin = key !== null && !newPerson && twins.has(twinOf(key));
      return isTwin ? [{ error: errorOf(row, { column: 'key', ...RESEMBLES }) }] : [];
    });
  }
}

/** Rows that say the same person twice, or keys that are easily taken for one another. */
function twice(people: readonly Read[]): ErrorDetail[] {
  const [keys, digests] = [new Map<string, number>(), new Map<string, number>()];
  return people.flatMap(({ row, key, digest, newPerson }) => {
    const before = [
      digest === null ? undefined : digests.get(digest),
      key === null || newPerson ? undefined : keys.get(twinOf(key)),
    ].find((of) => of !== undefined);
    if (digest !== null) digests.set(digest, row);
    if (key !== null) keys.set(twinOf(key), row);
    return before === undefined ? [] : [errorOf(row, { column: key === null ? 'cpr' : 'key', ...sameAs(before) })];
  });
}

const errorOf = (row: number, { column, code, da, en }: ImportFault): ErrorDetail => ({
  row,
  ...(column !== undefined && { path: column }),
  code,
  da,
  en,
});

const alreadyIn = (pseudonym: string) => ({
  code: 'outcomes.already-enrolled',
  da: `Borgeren er allerede i kontrakten som ${pseudonym}. Slet rækken.`,
  en: `The person is in the contract already, as ${pseudonym}. Delete the row.`,
});
const sameAs = (row: number) => ({
  code: 'outcomes.enrolment-twice',
  da: `Samme borger som i række ${row}, eller en nøgle der let forveksles med den. Slet rækken, eller skriv ja i kolonnen «ny borger».`,
  en: `The same person as in row ${row}, or a key that is easily taken for it. Delete the row, or write yes in the column new_person.`,
});
const RESEMBLES = {
  code: 'outcomes.key-resembles',
  da: 'Nøglen kan let forveksles med en, der er i kontrakten. Er det en anden borger, så skriv ja i kolonnen «ny borger».',
  en: 'The key is easily taken for one in the contract. If it is another person, write yes in the column new_person.',
};

const refused = (errors: readonly ErrorDetail[]) => {
  const rows = new Set(errors.map(({ row }) => row)).size;
  return fail.invalid(
    'outcomes.enrolment-refused',
    `Ingen er indskrevet: ${rows} ${rows === 1 ? 'række' : 'rækker'} skal rettes.`,
    `Nobody is enrolled: ${rows} ${rows === 1 ? 'row has' : 'rows have'} to be mended.`,
    {
      params: { rows, errors: errors.length },
      errors: errors.slice(0, MAX_ERRORS),
      whatToDo: { da: 'Ret rækkerne, og send hele filen igen.', en: 'Mend the rows, and send the whole file again.' },
    },
  );
};
const tooMany = () =>
  fail.invalid(
    'outcomes.enrolment-too-many-rows',
    `Filen har flere end ${MAX_ROWS} rækker.`,
    `The file has more than ${MAX_ROWS} rows.`,
    { params: { limit: MAX_ROWS }, whatToDo: { da: 'Del filen i flere.', en: 'Split the file.' } },
  );
const enrolledMeanwhile = () =>
  fail.conflict(
    'outcomes.enrolled-meanwhile',
    'En af borgerne er indskrevet af en anden imens; ingen er indskrevet med filen.',
    'Somebody else has enrolled one of the people meanwhile; nobody is enrolled with the file.',
    { whatToDo: { da: 'Send filen igen for at se hvem.', en: 'Send the file again to see who.' } },
  );
