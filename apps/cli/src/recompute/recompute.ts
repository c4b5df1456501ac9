import { asJson, DomainError, type DomainErrorJson, type ErrorDetail } from '@ringvirkning/kernel';
import { RunBundleSchema, type RunBundle } from '@ringvirkning/payments-api';
import { evaluate, frozenTerms } from '@ringvirkning/terms';
import type { Evaluation } from '@ringvirkning/terms-language';
import { readDocument } from '../read-document.js';
import { Refused } from '../refused.js';
import { differences, type Difference } from '../report/compare.js';

export interface Recomputation {
  readonly bundle: RunBundle;
  readonly evaluation: Evaluation;
  /** Empty when every figure and digest is the same. */
  readonly differences: readonly Difference[];
}

/** Computes a run from nothing but the terms and facts of its bundle and compares all that the bundle states. @throws Refused */
export function recompute(file: string, text: string): Recomputation {
  const bundle = readDocument(file, text, {
    name: 'bundle',
    format: 'ringvirkning-payment-run/1',
    schema: RunBundleSchema,
  });
  // Lines and columns would be those of a text that nobody has seen.
  const terms = orRefused(
    file,
    () => frozenTerms(bundle.terms),
    ({ errors = [] }) => errors.map(({ code, path, da, en }) => ({ code, path: `terms.${path ?? ''}`, da, en })),
  );
  // Two different facts of one id have no evaluation.
  const evaluation = orRefused(
    file,
    () => evaluate(terms, bundle.facts, bundle.cutOff),
    ({ code, detail }) => [{ code, path: 'facts', ...detail }],
  );
  const stated = {
    termsDigest: bundle.termsDigest,
    factsDigest: bundle.factsDigest,
    resultDigest: bundle.resultDigest,
    currency: bundle.currency,
    result: bundle.result,
    payable: payable(bundle.settlements.map((each) => ({ ...each, year: each.budgetYear, amount: each.payable }))),
  };
  const computed = {
    termsDigest: evaluation.termsDigest,
    factsDigest: evaluation.factsDigest,
    resultDigest: evaluation.digest,
    currency: evaluation.currency,
    result: evaluation,
    payable: payable(evaluation.payments),
  };
  return {
    bundle,
    evaluation,
    differences: [...differences(stated, asJson(computed)), ...wrongAmounts(bundle)],
  };
}

function orRefused<T>(file: string, compute: () => T, reasons: (error: DomainErrorJson) => ErrorDetail[]): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DomainError) throw new Refused(file, reasons(error.json));
    throw error;
  }
}

type Due = { readonly payer: string; readonly payee: string; readonly year: number; readonly amount: bigint | string };
/** What is payable per payer, payee and year. A settlement may have nothing payable any more, and only take back what was paid. */
const payable = (entries: readonly Due[]): Record<string, string> =>
  Object.fromEntries(
    entries
      .map(({ payer, payee, year, amount }) => [`${payer} → ${payee} ${year}`, String(amount)] as const)
      .filter(([, amount]) => amount !== '0'),
  );

/** What a run pays must be what is payable minus what was paid before. */
const wrongAmounts = ({ settlements }: RunBundle): Difference[] =>
  settlements
    .map((each, i) => ({
      path: `settlements[${i}].amount`,
      stated: each.amount,
      computed: String(BigInt(each.payable) - BigInt(each.paidBefore)),
    }))
    .filter(({ stated, computed }) => stated !== computed);
