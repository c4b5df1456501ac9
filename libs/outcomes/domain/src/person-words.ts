import { fail, type DomainError, type LocalDate } from '@ringvirkning/kernel';
import { implausible, isFault, readPayer, type Fault } from '@ringvirkning/reading';
import type { Terms } from '@ringvirkning/terms-language';

/** The party that a paying municipality names. @throws invalid, naming the field, when the contract has no such payer */
export function payerOf({ parties }: Pick<Terms, 'parties'>, written: string): string {
  const payer = readPayer(written, parties);
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
