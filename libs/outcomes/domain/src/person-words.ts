import { fail, type DomainError, type LocalDate } from '@ringvirkning/kernel';
import { implausible, isFault, readPayer, type Fault } from '@ringvirkning/reading';
import type { Terms } from '@ringvirkning/terms-language';

/** Who can be named as the paying municipality of a person. A fund or the state pays what the terms say, whoever the person is. */
export const municipalitiesOf = ({ parties }: Pick<Terms, 'parties'>): Terms['parties'] =>
  parties.filter(({ kind }) => kind === 'municipality');

/** The party that a paying municipality names. @throws invalid, naming the field, when no such municipality pays in the contract */
export function payerOf(terms: Pick<Terms, 'parties'>, written: string): string {
  const payer = readPayer(written, municipalitiesOf(terms));
  if (isFault(payer)) throw faulty('payingMunicipality', payer);
  return payer;
}

/** @throws invalid, naming the field, for a day that cannot be meant */
export function plausibleDay(field: string, day: LocalDate, today: LocalDate): void {
  const fault = implausible(day, today);
  if (fault) throw faulty(field, fault);
}

const faulty = (path: string, { code, da, en }: Fault): DomainError =>
  fail.invalid(`outcomes.${code}`, da, en, { errors: [{ path, code: `outcomes.${code}`, da, en }] });
