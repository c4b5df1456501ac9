import type { ValuationModel } from '@ringvirkning/benefits-domain';
import type { LocalDate } from '@ringvirkning/kernel';
import { plannedBasis, simulate, type frozenTerms } from '@ringvirkning/terms';
import type { Contract } from './contract.js';
import { ACCOUNTS } from './entries.js';
import { worthBy, type GainKind, type Valued } from './worth.js';

/** Outcomes that the terms plan, all of the same kind, follow-up, month, quantity and paying municipality. */
export interface Planned {
  readonly outcome: string;
  readonly followUp: string | null;
  /** The first day of the month. */
  readonly month: LocalDate;
  readonly quantity: string;
  /** A party's id or a municipality code; null when the contract decides. */
  readonly payer: string | null;
  readonly count: number;
}

type Terms = ReturnType<typeof frozenTerms>;

/** A plan of more is not reckoned: it would hold up what comes after it. */
const MOST_PLANNED = 10_000;

/** What the terms plan when everybody succeeds, by the contract's own rules; null when they plan nothing, or more than is reckoned. */
export function plannedOf(terms: Terms): Planned[] | null {
  const { claims } = plannedBasis(terms);
  if (claims === 0 || claims > MOST_PLANNED) return null;
  const { achieved } = simulate(terms, { success: [], seed: 1, runs: 0 }).forecast.course;
  const found = new Map<string, Planned>();
  for (const { outcome, followUp = null, on, quantity = '1', payer = null } of achieved) {
    const month = `${on.slice(0, 7)}-01` as LocalDate;
    const key = JSON.stringify([outcome, followUp, month, quantity, payer]);
    found.set(key, { outcome, followUp, month, quantity, payer, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/** What a purse was expected to gain in a budget year when the contract was signed; minor units. In no books, and never added to what is. */
export interface SignedLine {
  readonly silo: string;
  readonly budgetYear: number;
  readonly cashable: boolean;
  readonly amount: bigint;
}

const partyBy = ({ parties }: Pick<Contract, 'parties'>, payer: string | null): string | null =>
  parties.find(({ id, municipalityCode }) => payer !== null && (id === payer || municipalityCode === payer))?.id ??
  null;

/** The plan valued by a model, for the purses whose books are kept here: as outcomes are valued, with no follow-up held yet. */
export function atSignature(
  contract: Valued,
  model: ValuationModel,
  planned: readonly Planned[],
): { readonly lines: readonly SignedLine[]; readonly kinds: readonly GainKind[] } {
  const value = worthBy(contract, model, model.validFrom);
  const sums = new Map<string, SignedLine & { readonly kind: GainKind }>();
  for (const { outcome, followUp, month, quantity, payer, count } of planned) {
    const nobody = { claimId: '', participantId: '', moves: [], payingMunicipality: partyBy(contract, payer) };
    for (const { gains } of value({ ...nobody, outcome, followUp, on: month, quantity }).pieces)
      for (const { kind, amount } of gains) {
        if (kind.line.account !== ACCOUNTS.gain) continue;
        const { silo, budgetYear, cashable } = kind.line;
        const key = `${silo} ${budgetYear} ${cashable}`;
        const before = sums.get(key)?.amount ?? 0n;
        const line = {
          silo: silo!,
          budgetYear: budgetYear!,
          cashable: cashable!,
          amount: before + amount * BigInt(count),
        };
        sums.set(key, { ...line, kind });
      }
  }
  const all = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  return { lines: all.map(({ kind: _, ...line }) => line), kinds: all.map(({ kind }) => kind) };
}
