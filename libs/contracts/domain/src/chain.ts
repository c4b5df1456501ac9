import { sum } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import type { Joint } from './contract.js';

/** The offices of a municipality that a chain may name, from the department up to the whole council. */
export const CHAIN_OFFICES = [
  'department-head',
  'investment-council',
  'committee',
  'municipal-director',
  'mayor',
  'council',
] as const;
export type ChainOffice = (typeof CHAIN_OFFICES)[number];

/** What of a contract's cost decides on its chain: what the municipality itself pays, expected or at most, in all years or in the dearest. */
export const COST_MEASURES = ['expected-total', 'expected-year', 'worst-total', 'worst-year'] as const;
export type CostMeasure = (typeof COST_MEASURES)[number];

/** `joint`: other municipalities sign it from instances of their own. `capital`: somebody puts money at stake in it. */
export const CONTRACT_KINDS = ['joint', 'capital'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** One after the other; the offices of a step side by side. */
export type ChainSteps = readonly (readonly string[])[];

export interface ChainRule {
  /** Only for contracts of this kind; absent: of every kind. */
  readonly kind?: ContractKind | undefined;
  /** Only where the contract costs the municipality more than this; øre. */
  readonly above?: { readonly measure: CostMeasure; readonly amount: bigint } | undefined;
  readonly steps: ChainSteps;
}

/** Who signs what, as a municipality has set it. The first rule that fits a contract is its chain. */
export interface ChainSetting {
  readonly version: number;
  /** Who wrote it. */
  readonly by: string;
  /** How many of the people, in per cent, are expected to succeed: what `expected` costs are computed with. */
  readonly expectedSuccess: number;
  readonly rules: readonly ChainRule[];
}

/** The chain of one version, for the party that the municipality is in it. */
export interface Chain {
  /** Which version of the municipality's setting it comes from. */
  readonly setting: number;
  /** Who wrote that. */
  readonly setBy: string;
  /** Per cent, as the setting has it. */
  readonly expectedSuccess: number;
  readonly party: string;
  readonly steps: ChainSteps;
}

/** What each payer pays per budget year, minor units; expected, and when everything is achieved that the terms plan. */
export interface PlannedCosts {
  /** Something is paid for of which the terms plan nothing: what they cost is not known. */
  readonly isOpen?: boolean | undefined;
  readonly expected: ReadonlyMap<string, ReadonlyMap<number, bigint>>;
  readonly worst: ReadonlyMap<string, ReadonlyMap<number, bigint>>;
}

/**
 * The chain of such terms under a setting; nothing where there is no setting, or the municipality does not bind itself by them.
 * @param costs Asked for only when a rule is about them: they take time to compute.
 */
export function chainOf(
  setting: ChainSetting | undefined,
  terms: Pick<Terms, 'parties' | 'capital' | 'currency'>,
  { us, joint }: { readonly us: string; readonly joint: Joint | undefined },
  costs: () => PlannedCosts,
): Chain | undefined {
  if (!setting) return undefined;
  const own = terms.parties.filter(({ organisation, kind }) => organisation === us && kind === 'municipality');
  const bound =
    own.find(({ roles }) => roles.includes('authority')) ?? own.find(({ roles }) => roles.includes('payer'));
  if (!bound) return undefined;
  const kinds: Readonly<Record<ContractKind, boolean>> = {
    joint: joint !== undefined,
    capital: terms.capital.length > 0,
  };
  const payers = own.map(({ id }) => id);
  const isDearer = ({ measure, amount }: NonNullable<ChainRule['above']>): boolean => {
    const known = costs();
    return known.isOpen === true || costOf(known, payers, measure) > amount;
  };
  const fits = ({ kind, above }: ChainRule): boolean =>
    (kind === undefined || kinds[kind]) &&
    // What another currency is worth is not known here: such a contract is never taken for a small one.
    (above === undefined || terms.currency !== 'DKK' || isDearer(above));
  const rule = setting.rules.find(fits);
  return (
    rule && {
      setting: setting.version,
      setBy: setting.by,
      expectedSuccess: setting.expectedSuccess,
      party: bound.id,
      steps: rule.steps,
    }
  );
}

function costOf({ expected, worst }: PlannedCosts, payers: readonly string[], measure: CostMeasure): bigint {
  const paid = measure.startsWith('worst') ? worst : expected;
  const years = new Map<number, bigint>();
  for (const payer of payers)
    for (const [year, amount] of paid.get(payer) ?? []) years.set(year, (years.get(year) ?? 0n) + amount);
  if (measure.endsWith('total')) return sum(years.values());
  return [...years.values()].reduce((most, each) => (each > most ? each : most), 0n);
}
