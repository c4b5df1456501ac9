/** What a person records about a budget year. */
export const RECORDS = ['original', 'supplementary', 'correction', 'carry-over', 'risk'] as const;
export type RecordKind = (typeof RECORDS)[number];

/** The fields as they stand in the form; `amount` is in minor units. */
export interface EntryFields {
  readonly payer: string;
  readonly budgetYear: number;
  readonly amount: string;
  readonly body: string;
  readonly on: string;
  readonly caseNumber: string;
  readonly financing: string;
  readonly reason: string;
  readonly account: string;
  readonly area: string;
  readonly isKnowing: boolean;
}

export const isDecided = (kind: RecordKind): boolean => kind !== 'original' && kind !== 'correction';
export const takesMoney = (kind: RecordKind): boolean => kind === 'correction' || kind === 'carry-over';

/** The year that was chosen, where the payer has it; or else the payer's first. */
export const yearAmong = (years: readonly number[], asked: number): number =>
  years.includes(asked) ? asked : (years[0] ?? asked);

/** Where it is sent, and what. What a person left empty is left out. */
export function entryRequest(kind: RecordKind, fields: EntryFields): { readonly path: string; readonly body: object } {
  const { payer, budgetYear, amount, body, on, caseNumber, reason, isKnowing } = fields;
  const decision = { body, on, caseNumber };
  const knowing = isKnowing ? { mayFallBelowCommitment: true } : {};
  switch (kind) {
    case 'correction':
      return { path: 'corrections', body: { payer, budgetYear, amount, reason, ...knowing } };
    case 'carry-over':
      return { path: 'carry-overs', body: { payer, fromYear: budgetYear, amount, decision, ...knowing } };
    case 'risk':
      return { path: 'risk-decisions', body: { payer, budgetYear, uncovered: amount, decision } };
    default:
      return { path: 'appropriations', body: appropriation(kind, fields, decision) };
  }
}

const appropriation = (
  kind: 'original' | 'supplementary',
  { payer, budgetYear, amount, financing, account, area }: EntryFields,
  decision: object,
): object => ({
  ...{ payer, budgetYear, amount, kind },
  ...(account.trim() && { account: account.trim() }),
  ...(area && { area }),
  ...(kind === 'supplementary' && { decision, financing: [{ text: financing, amount }] }),
});
