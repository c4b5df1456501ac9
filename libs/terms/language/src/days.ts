import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';

const EPOCH = localDate('1970-01-01');
const DAY_MS = 86_400_000;

/** Days since 1970-01-01: dates as small numbers. */
export const dayOf = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
export const dateOfDay = (day: number): LocalDate => addDays(EPOCH, day);
export const yearOfDay = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();
