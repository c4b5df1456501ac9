import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { unambiguous } from '@ringvirkning/reading';
import type { Language } from '../format/money.js';

/** What can be corrected in a claim, as it is written. */
export interface Correction {
  readonly on: string;
  readonly quantity: string;
  readonly externalRef: string;
}
export type CorrectionField = keyof Correction;

/** A claim as its fields say it. */
export const written = (
  { on, quantity, externalRef }: Pick<ClaimDetails, 'on' | 'quantity' | 'externalRef'>,
  language: Language,
): Correction => ({
  on,
  quantity: unambiguous(quantity).replace('.', language === 'da' ? ',' : '.'),
  externalRef: externalRef ?? '',
});

/** Fields that two people left different: each is asked about, so that neither's is lost in silence. */
export const differing = (mine: Correction, theirs: Correction): CorrectionField[] =>
  (Object.keys(mine) as CorrectionField[]).filter((field) => mine[field] !== theirs[field]);

export type Choice = Readonly<Partial<Record<CorrectionField, 'mine' | 'theirs'>>>;

/** What was chosen field by field; undefined while a field is not chosen yet. */
export function chosen(mine: Correction, theirs: Correction, choice: Choice): Correction | undefined {
  const fields = differing(mine, theirs);
  if (fields.some((field) => choice[field] === undefined)) return undefined;
  return Object.fromEntries(
    Object.entries(theirs).map(([field, value]) => [
      field,
      choice[field as CorrectionField] === 'mine' ? mine[field as CorrectionField] : value,
    ]),
  ) as unknown as Correction;
}
