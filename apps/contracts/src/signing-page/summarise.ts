import type { SigningPayer, SigningSummary } from '@ringvirkning/contracts-api';
import {
  appropriatedIn,
  budgetYearAt,
  type Contract,
  isOurs,
  procurementRemark,
  riskCarriedIn,
  vatRemark,
} from '@ringvirkning/contracts-domain';
import { dateInDenmark, sum, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { plannedYears, plansAnything, remarksOn, worstCases } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

type Years = ReturnType<typeof plannedYears>;

/** What a payer pays when nothing, what is expected, and everything is achieved. */
export interface Courses {
  readonly least: Years;
  readonly expected: Years;
  readonly most: Years;
}

/** Where a municipality has not said how many it expects to succeed, nothing is left out. */
export const expectedSuccessOf = ({ agreement: { chain } }: Contract): number => chain?.expectedSuccess ?? 100;

/** What is signed on: it follows from the terms, from what is appropriated, and from what the municipality has set. */
export function summarise(contract: Contract, terms: Terms, courses: Courses, now: Instant): SigningSummary {
  const { id, version, agreement } = contract;
  const today = dateInDenmark(now);
  const budgetYear = budgetYearAt(agreement, today);
  const cases = worstCases(terms, [courses.most, courses.expected, courses.least]);
  return {
    ...{ contractId: id, ref: agreement.ref, titles: terms.title, version, termsDigest: agreement.termsDigest },
    ...{ currency: terms.currency, budgetYear },
    expectedSuccess: expectedSuccessOf(contract),
    plans: plansAnything(terms),
    payers: cases.map(({ party, ceiling, atRisk }) => ({
      ...costsOf(party, courses),
      ceiling: ceiling === null ? null : String(ceiling),
      atRisk: String(atRisk),
      ...coverOf(contract, party, budgetYear, courses.most),
    })),
    remarks: [
      ...remarksOn(terms).map(({ code, da, en }) => ({ code: `contracts.${code}`, da, en })),
      ...procurement(terms, courses, today),
      ...vat(terms),
    ],
    required: [...agreement.requiredSignOffs],
    chain: agreement.chain
      ? {
          setting: agreement.chain.setting,
          party: agreement.chain.party,
          steps: agreement.chain.steps.map((step) => [...step]),
        }
      : null,
  };
}

/** The whole value counts, whoever pays it. */
function procurement(terms: Terms, { expected, most }: Courses, today: LocalDate): SigningSummary['remarks'] {
  const total = (course: Years): bigint => sum([...course.values()].flatMap((years) => [...years.values()]));
  const remark = procurementRemark(terms, { expected: total(expected), most: total(most) }, today);
  return remark ? [{ code: 'contracts.procurement', ...remark }] : [];
}

function vat(terms: Terms): SigningSummary['remarks'] {
  const remark = vatRemark(terms);
  return remark ? [{ code: 'contracts.vat', ...remark }] : [];
}

/** Where the plan is dear early, little success may cost a year more than much: each column is told as it is. */
function costsOf(
  party: string,
  { least, expected, most }: Courses,
): Omit<SigningPayer, 'ceiling' | 'atRisk' | 'appropriated' | 'riskCarried' | 'uncovered'> {
  const [low, middle, high] = [least, expected, most].map((course) => course.get(party) ?? new Map<number, bigint>());
  const years = [...new Set([...low!.keys(), ...middle!.keys(), ...high!.keys()])].toSorted((a, b) => a - b);
  const of = (course: ReadonlyMap<number, bigint>, year: number): string => String(course.get(year) ?? 0n);
  const total = (course: ReadonlyMap<number, bigint>): string => String(sum(course.values()));
  return {
    ...{ party, least: total(low!), expected: total(middle!), most: total(high!) },
    years: years.map((year) => ({ year, least: of(low!, year), expected: of(middle!, year), most: of(high!, year) })),
  };
}

function coverOf(contract: Contract, payer: string, budgetYear: number, most: Years) {
  const appropriated = appropriatedIn(contract.appropriations, payer, budgetYear);
  const carried = riskCarriedIn(contract, payer, budgetYear);
  // Others set money aside by rules and in books of their own.
  const isAsked = contract.agreement.appropriating.includes(payer) && isOurs(contract, payer);
  const needed = isAsked ? (most.get(payer)?.get(budgetYear) ?? 0n) - appropriated - carried : 0n;
  return {
    appropriated: String(appropriated),
    riskCarried: String(carried),
    uncovered: String(needed > 0n ? needed : 0n),
  };
}
