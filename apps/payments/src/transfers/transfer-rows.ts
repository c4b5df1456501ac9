import { fail, minorUnits, fitsCurrency, type DomainError, type ErrorDetail } from '@ringvirkning/kernel';
import type { TransferWord } from '@ringvirkning/payments-domain';
import {
  isFault,
  readDate,
  readNumber,
  readTable,
  textFault,
  UnreadableFile,
  type Fault,
  type Row,
} from '@ringvirkning/reading';
import type { Contract } from '../persistence/contract.store.js';

const KNOWN = ['run', 'payer', 'payee', 'amount', 'state', 'date', 'reference', 'reason'] as const;
const COLUMNS = {
  known: KNOWN,
  required: ['run', 'payer', 'payee', 'amount', 'state', 'date'],
  names: {
    ...{ run: 'kørsel', payer: 'betaler', payee: 'modtager', amount: 'beløb' },
    ...{ state: 'status', date: 'dato', reason: 'begrundelse' },
  },
};
const STATES: ReadonlyMap<string, TransferWord['type']> = new Map([
  ['paid', 'paid'],
  ['betalt', 'paid'],
  ['failed', 'failed'],
  ['fejlet', 'failed'],
]);
const MOST_ROWS = 5_000;

/** A row of a list of payments: of which run, between whom, how much, and what became of it. */
export interface TransferRow {
  readonly row: number;
  readonly no: number;
  readonly payer: string;
  readonly payee: string;
  /** Minor units: what the list says is compared with what was authorised. */
  readonly amount: bigint;
  readonly word: TransferWord;
}

/** A list with faults, each with its row and column. */
export const wrongRows = (errors: readonly ErrorDetail[]): DomainError =>
  fail.invalid(
    'payments.transfer-rows',
    'Listen kan ikke indlæses, før alle rækker er rigtige. Intet er registreret.',
    'The list cannot be read in before every row is right. Nothing was recorded.',
    { errors: [...errors] },
  );

export const rowError = (row: number, column: string, { code, da, en }: Fault): ErrorDetail => ({
  code: `payments.transfer-${code}`,
  row,
  path: column,
  da,
  en,
});

/** Reads a CSV with the columns run, payer, payee, amount, state, date, reference, reason; also by their Danish names. @throws DomainError with every fault at once. */
export function readTransferRows(text: string, contract: Contract): TransferRow[] {
  const rows = rowsOf(text);
  const read = rows.map((row) => readRow(row, contract));
  const faults = read.flatMap((each) => ('errors' in each ? each.errors : []));
  if (faults.length > 0) throw wrongRows(faults);
  return read.flatMap((each) => ('errors' in each ? [] : [each]));
}

function rowsOf(text: string): Row[] {
  try {
    const rows = readTable(text, () => COLUMNS);
    if (rows.length > MOST_ROWS)
      throw new UnreadableFile({
        code: 'too-many-rows',
        da: `Listen har over ${MOST_ROWS} rækker. Del den.`,
        en: `The list has more than ${MOST_ROWS} rows. Divide it.`,
      });
    return rows;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error.as('payments.transfer-');
    throw error;
  }
}

function readRow({ row, cells, faults }: Row, contract: Contract): TransferRow | { readonly errors: ErrorDetail[] } {
  const errors = faults.map((fault) => rowError(row, fault.column ?? '', fault));
  const take = <T extends number | bigint | string>(column: (typeof KNOWN)[number], value: T | Fault): T => {
    if (!isFault(value as object)) return value as T;
    errors.push(rowError(row, column, value as Fault));
    return undefined as never;
  };
  const cell = (column: (typeof KNOWN)[number]): string => cells[column] ?? '';
  const no = take('run', numberOf(cell('run')));
  const payer = take('payer', partyOf(cell('payer'), contract));
  const payee = take('payee', partyOf(cell('payee'), contract));
  const amount = take('amount', amountOf(cell('amount'), contract));
  const type = take('state', STATES.get(cell('state').toLowerCase()) ?? UNKNOWN_STATE);
  const on = take('date', readDate(cell('date')));
  if (type === 'paid' && cell('reference') === '') errors.push(rowError(row, 'reference', MISSING));
  if (type === 'failed' && cell('reason') === '') errors.push(rowError(row, 'reason', MISSING));
  for (const [column, most] of [
    ['reference', 64],
    ['reason', 2_000],
  ] as const) {
    const fault = textFault(cell(column)) ?? (cell(column).length > most ? TOO_LONG : undefined);
    if (fault) errors.push(rowError(row, column, fault));
  }
  if (errors.length > 0) return { errors };
  const [reference, reason] = [cell('reference') || undefined, (type === 'failed' && cell('reason')) || undefined];
  return { row, no, payer, payee, amount, word: { type, on, reference, reason } };
}

const numberOf = (text: string): number | Fault => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : NO_RUN_NUMBER);

/** A party by its id, or by the name that the contract gives it. */
function partyOf(text: string, { terms }: Contract): string | Fault {
  const said = text.toLowerCase();
  const found = terms.parties.filter(({ id, name }) => id.toLowerCase() === said || name.toLowerCase() === said);
  return found.length === 1 ? found[0]!.id : UNKNOWN_PARTY;
}

function amountOf(text: string, { currency }: Contract): bigint | Fault {
  const number = readNumber(text);
  if (isFault(number as object)) return number as Fault;
  return fitsCurrency(number as string, currency) ? minorUnits(number as string, currency) : TOO_FINE;
}

const NO_RUN_NUMBER: Fault = {
  code: 'run-number',
  da: 'Skriv kørslens nummer, for eksempel 3.',
  en: 'Write the number of the run, for example 3.',
};
const UNKNOWN_PARTY: Fault = {
  code: 'party',
  da: 'Ingen part i kontrakten hedder sådan. Skriv partens navn eller id, som det står i kontrakten.',
  en: 'No party of the contract is called that. Write its name or id as it stands in the contract.',
};
const UNKNOWN_STATE: Fault = { code: 'state', da: 'Skriv «betalt» eller «fejlet».', en: 'Write “paid” or “failed”.' };
const MISSING: Fault = {
  code: 'missing',
  da: 'Feltet må ikke være tomt: en betaling har en reference, og en fejlet betaling en begrundelse.',
  en: 'This cell must not be empty: a payment has a reference, and a failed one a reason.',
};
const TOO_LONG: Fault = {
  code: 'too-long',
  da: 'Teksten er for lang: højst 64 tegn i en reference og 2.000 i en begrundelse.',
  en: 'The text is too long: at most 64 characters in a reference and 2,000 in a reason.',
};
const TOO_FINE: Fault = {
  code: 'amount',
  da: 'Beløbet har flere decimaler end valutaen.',
  en: 'The amount has more decimals than the currency.',
};
