import type { LocalDate, Sentence } from '@ringvirkning/kernel';
import { procurementThresholds, type ProcurementThresholds } from '@ringvirkning/reference';
import { moneyText, type Terms } from '@ringvirkning/terms-language';

/** What all payers together are expected to pay over the whole contract, and at most; minor units. */
export interface Value {
  readonly expected: bigint;
  readonly most: bigint;
}

const REACHED = {
  both: {
    da: 'Den højeste værdi når begge.',
    en: 'The highest value reaches both.',
  },
  services: {
    da: 'Den højeste værdi når kun den for andre tjenesteydelser.',
    en: 'The highest value reaches that of other services alone.',
  },
  neither: { da: 'Den højeste værdi når ingen af dem.', en: 'The highest value reaches neither.' },
} as const;

const reached = (most: bigint, { light, services }: ProcurementThresholds): Sentence =>
  REACHED[most >= light ? 'both' : most >= services ? 'services' : 'neither'];

/**
 * The contract's value beside the thresholds of procurement on a day. Undefined where nobody else delivers, nothing is to be paid, the contract is in another currency, or the thresholds of the
 * day are not known.
 */
export function procurementRemark(terms: Terms, { expected, most }: Value, on: LocalDate): Sentence | undefined {
  const thresholds = procurementThresholds(on);
  const isBought = terms.parties.some(({ roles, kind }) => roles.includes('supplier') && kind !== 'municipality');
  if (!thresholds || !isBought || most === 0n || terms.currency !== 'DKK') return undefined;
  const { from, to, source } = thresholds;
  const years = `${from.slice(0, 4)}–${to.slice(0, 4)}`;
  const [planned, highest, light, services] = [expected, most, thresholds.light, thresholds.services].map((amount) =>
    moneyText(amount, 'DKK'),
  );
  const end = reached(most, thresholds);
  return {
    da: `Udbud: kontraktens værdi ventes at blive ${planned!.da} og kan højst blive ${highest!.da} i alt. Tærsklen i ${years} er ${light!.da} for sociale og andre særlige ydelser (light-regimet) og ${services!.da} for andre tjenesteydelser (${source}), begge uden moms. ${end.da}`,
    en: `Procurement: the contract's value is expected to be ${planned!.en}, and at most ${highest!.en} in all. The threshold in ${years} is ${light!.en} for social and other special services (the light regime) and ${services!.en} for other services (${source}), both without VAT. ${end.en}`,
  };
}
