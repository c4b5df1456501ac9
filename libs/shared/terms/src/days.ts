import { addDays, daysBetween, localDate, type LocalDate } from '@ringvirkning/kernel';

const EPOCH = localDate('1970-01-01');

/** Days since 1970-01-01: dates as small numbers. */
export const dayOf = (date: LocalDate): number => daysBetween(EPOCH, date);
export const dateOfDay = (day: number): LocalDate => addDays(EPOCH, day);
export const yearOfDay = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
