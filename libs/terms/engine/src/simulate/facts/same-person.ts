import type { ErrorDetail } from '@ringvirkning/kernel';
import { twinOf, type FactRow } from '@ringvirkning/reading';
import { claimKey, isOncePerPerson, type Terms } from '@ringvirkning/terms-language';
import { rowError } from './row-error.js';

/** A row whose words the terms know. */
export interface KnownRow extends FactRow {
  readonly row: number;
}

/** What earlier rows of a file say, for judging the next one as an import would. */
export class EarlierRows {
  /** Numbers of the rows that say nothing new. */
  readonly repeated: number[] = [];
  private readonly names = new Map<string, string>();
  private readonly byId = new Map<string, KnownRow>();
  private readonly byClaim = new Map<string, KnownRow>();
  private readonly words = new Map<string, string>();
  private readonly payers = new Map<string, Pick<KnownRow, 'on' | 'payer'>[]>();

  constructor(private readonly terms: Terms) {}

  /** Adds a row; what is wrong with it beside those before it. */
  add(row: KnownRow): ErrorDetail[] {
    const faults = [...this.resembling(row), ...this.otherWords(row)];
    if (row.participant !== null && row.payer !== null) {
      const paid = this.payers.get(row.participant);
      if (paid) paid.push(row);
      else this.payers.set(row.participant, [row]);
    }
    const repeat = this.repeatOf(row);
    if (repeat === 'same') this.repeated.push(row.row);
    return repeat === undefined || repeat === 'same' ? faults : [...faults, repeat];
  }

  /** The group or cohort of a person, by whichever of their rows says it. */
  wordOf(column: 'cohort' | 'group', participant: string | null): string | null {
    return this.words.get(`${column}/${participant ?? ''}`) ?? null;
  }

  /** Who pays for a person on a day: as said last until then, or else first. People move. */
  payerOn(participant: string | null, day: string): string | null {
    const said = this.payers.get(participant ?? '')?.toSorted((a, b) => (a.on < b.on ? -1 : 1)) ?? [];
    return (said.findLast(({ on }) => on <= day) ?? said[0])?.payer ?? null;
  }

  /** An import would hold back a key that is easily taken for an earlier one. */
  private resembling({ row, participant, newPerson }: KnownRow): ErrorDetail[] {
    if (participant === null) return [];
    const earlier = this.names.get(twinOf(participant));
    if (earlier === undefined) this.names.set(twinOf(participant), participant);
    return earlier === undefined || earlier === participant || newPerson
      ? []
      : [
          rowError(row, 'participant', 'resembles', {
            da: `«${participant}» ligner «${earlier}». Skriv ens, eller skriv ja i kolonnen new_person.`,
            en: `«${participant}» resembles «${earlier}». Write them alike, or write yes in the column new_person.`,
          }),
        ];
  }

  private otherWords(said: KnownRow): ErrorDetail[] {
    return (['cohort', 'group'] as const).flatMap((column) => {
      const [now, before] = [said[column], this.wordOf(column, said.participant)];
      if (said.participant === null || now === null) return [];
      this.words.set(`${column}/${said.participant}`, before ?? now);
      return before === null || before === now
        ? []
        : [
            rowError(said.row, column, 'person-differs', {
              da: `En tidligere række om samme borger siger ${before}, ikke ${now}. Ret rækken, eller lad feltet stå tomt.`,
              en: `An earlier row about the same person says ${before}, not ${now}. Correct the row, or leave the cell empty.`,
            }),
          ];
    });
  }

  private repeatOf(said: KnownRow): ErrorDetail | 'same' | undefined {
    const id = said.externalRef ?? `row-${said.row}`;
    const sameId = this.byId.get(id);
    this.byId.set(id, sameId ?? said);
    if (sameId)
      return said.externalRef === sameId.externalRef && saysTheSame(sameId, said)
        ? 'same'
        : rowError(said.row, 'id', 'id-reused', {
            da: `Id «${id}» står allerede i række ${sameId.row}.`,
            en: `The id «${id}» is already in row ${sameId.row}.`,
          });
    // The evaluation itself tells which of several claims of an outcome counts that one can have once.
    if (said.participant === null || isOncePerPerson(this.terms, said.outcome)) return undefined;
    const key = `${claimKey(this.terms, said)}/${said.participant}`;
    const earlier = this.byClaim.get(key);
    this.byClaim.set(key, earlier ?? said);
    if (!earlier) return undefined;
    return saysTheSame(earlier, said) ? 'same' : otherQuantity(earlier, said);
  }
}

const quantityIn = ({ quantity }: FactRow): string => quantity ?? '1';

const saysTheSame = (a: KnownRow, b: KnownRow): boolean =>
  a.participant === b.participant &&
  a.outcome === b.outcome &&
  a.followUp === b.followUp &&
  a.on === b.on &&
  quantityIn(a) === quantityIn(b);

const otherQuantity = (earlier: KnownRow, said: KnownRow): ErrorDetail => {
  const [before, now] = [quantityIn(earlier), quantityIn(said)];
  return rowError(said.row, 'quantity', 'repeat-differs', {
    da: `Række ${earlier.row} siger det samme om samme borger og dag, men med antallet ${before}, ikke ${now}. Slet den ene, eller giv hver sin reference (external_ref).`,
    en: `Row ${earlier.row} says the same of the same person and day, but with the quantity ${before}, not ${now}. Delete one of them, or give each a reference of its own (external_ref).`,
  });
};
