import type { YearEndSheet } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';

/** Names of the purses of a sheet; one that only the other municipality's sheet knows by its key. */
export function usePurses({ purses }: Pick<YearEndSheet, 'purses'>): (silo: string) => string {
  const { say } = useText();
  const names = new Map(purses.map(({ silo, name }) => [silo, say(name)]));
  return (silo) => names.get(silo) ?? silo;
}
