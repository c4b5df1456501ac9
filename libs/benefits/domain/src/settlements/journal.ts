import { fail, majorUnits, sum, type Currency, type LocalDate } from '@ringvirkning/kernel';
import type { Agreement } from '../agreements/agreement-schema.js';
import type { Netted } from '../agreements/settle.js';

/** A line of the journal that moves money inside a municipality; minor units, above 0. */
export interface JournalLine {
  readonly side: string;
  readonly silo: string;
  /** 16 digits; null where the agreement names none. */
  readonly account: string | null;
  readonly entry: 'debit' | 'credit';
  readonly amount: bigint;
  readonly text: string;
}

export interface Journal {
  readonly currency: Currency;
  readonly budgetYear: number;
  readonly lines: readonly JournalLine[];
}

/**
 * A budget-neutral transfer: who gives is debited, who gets is credited, so that debit is credit.
 * @param no the settlement's number, by which people find it again.
 */
export function journalOf(agreement: Agreement, netted: readonly Netted[], through: number, no: number): Journal {
  const sides = new Map(agreement.sides.map((side) => [side.id, side]));
  const text = `${agreement.code} ${through} nr ${no}`;
  const line = (id: string, entry: JournalLine['entry'], amount: bigint): JournalLine => {
    const { silo, account = null } = sides.get(id)!;
    return { side: id, silo, account, entry, amount, text };
  };
  return {
    currency: agreement.currency,
    budgetYear: through,
    lines: netted.flatMap(({ from, to, amount }) => [line(from, 'debit', amount), line(to, 'credit', amount)]),
  };
}

/** Debit minus credit of a journal; 0 for every journal of ours. */
export const imbalanceOf = ({ lines }: Journal): bigint =>
  sum(lines.map(({ entry, amount }) => (entry === 'debit' ? amount : -amount)));

/** A cell of a CSV file for spreadsheets: quoted, and no formula. */
const cell = (value: string): string => {
  const text = /^[=+@\t\r]|^-(?!\d)/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
/** Semicolons, CRLF and a byte order mark, as Danish spreadsheets want them. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
export const danishAmount = (amount: bigint, currency: Currency): string =>
  majorUnits(amount, currency).replace('.', ',');

export const journalCsv = ({ lines, budgetYear, currency }: Journal): string =>
  csvOf([
    ['Konto', 'Kasse', 'Debet', 'Kredit', 'Valuta', 'Budgetår', 'Tekst'],
    ...lines.map(({ account, silo, entry, amount, text }) => [
      account ?? '',
      silo,
      entry === 'debit' ? danishAmount(amount, currency) : '',
      entry === 'credit' ? danishAmount(amount, currency) : '',
      currency,
      String(budgetYear),
      text,
    ]),
  ]);

/** Where a file of postings goes: the municipality's code, its machine number with the ERP, and a number that no other file of that machine and day has. */
export interface G69Heading {
  readonly municipalityCode: string;
  readonly machine: string;
  readonly expedition: number;
  readonly postedOn: LocalDate;
}

const digits = (value: string | number | bigint, length: number): string => {
  const text = String(value).padStart(length, '0');
  if (!/^\d+$/.test(text) || text.length > length) throw new RangeError(`${text} does not fit ${length} digits`);
  return text;
};

/**
 * The journal as G69 lines with floating fields (posteringer «FLYD») for KMD Opus and Prisme: balanced per machine number and day.
 * ASCII with CRLF, amounts in øre.
 * @throws DomainError `benefits.journal-without-account`, `benefits.journal-other-currency`
 */
export function journalG69({ lines, budgetYear, currency }: Journal, heading: G69Heading): string {
  if (currency !== 'DKK')
    throw fail.rule('benefits.journal-other-currency', 'G69 er i kroner.', 'G69 is in Danish kroner.');
  const nameless = lines.filter(({ account }) => account === null).map(({ side }) => side);
  if (nameless.length > 0)
    throw fail.rule(
      'benefits.journal-without-account',
      `Aftalen nævner ingen konto for ${nameless.join(', ')}.`,
      `The agreement names no account for ${nameless.join(', ')}.`,
      {
        params: { sides: nameless.join(', ') },
        whatToDo: {
          da: 'Lav en ny udgave af aftalen med «account», eller brug CSV.',
          en: 'Make a new version of the agreement with «account», or use the CSV.',
        },
      },
    );
  const day = heading.postedOn.replaceAll('-', '');
  const [machine, expedition] = [digits(heading.machine, 5), digits(heading.expedition, 7)];
  return lines
    .map(({ account, amount, entry, text }, i) => {
      const head = `000G69${digits(i + 1, 5)}${digits(heading.municipalityCode, 4)}01NORFLYD`;
      const fields = [
        ['103', machine],
        ['104', expedition],
        ['110', day],
        ['111', account!],
        ['112', `${digits(amount, 12)}+`],
        ['113', entry === 'debit' ? 'D' : 'K'],
        ['114', digits(budgetYear, 4)],
        ['117', `${day}${machine}${expedition}`],
        ['153', text.replaceAll('&', ' ').slice(0, 35)],
      ];
      return `${head}${fields.map(([no, value]) => `&${no}${value}`).join('')}\r\n`;
    })
    .join('');
}
