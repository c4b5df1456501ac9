import { contractErrors } from '@ringvirkning/contracts-domain';
import type { Facts, Simulation, SimulationRequest } from '@ringvirkning/contracts-api';
import {
  countable,
  parseTerms,
  plannedBasis,
  plansAnything,
  readFacts,
  remarksOn,
  remarksOnBasis,
  simulation,
  type Basis,
} from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { affordableRuns, MOST_CLAIMS } from './affordable.js';
import { distributionOf, forecastOf, worstCaseOf } from './forecast.js';

/** More faults of a file nobody reads. */
const MOST_ERRORS = 1_000;

/**
 * What terms would give, computed in a worker.
 * @param isLeft whether nobody waits for the answer any more: who types on has left the question before.
 * @throws invalid `contracts.terms-invalid`, `contracts.facts-invalid`, each with every fault; rule `contracts.simulation-too-large`, `contracts.simulation-left`.
 */
export function simulateTerms(
  { terms: text, success, runs: asked, seed, facts: given }: SimulationRequest,
  isLeft: () => boolean,
): Simulation {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw contractErrors.termsInvalid(parsed.errors);
  const { terms } = parsed;
  const { basis, factsDigest, digest } = given
    ? basisOf(terms, given)
    : { basis: plannedBasis(terms), factsDigest: null, digest: null };
  const { claims, people } = basis;
  if (claims > MOST_CLAIMS) throw contractErrors.simulationTooLarge(claims, MOST_CLAIMS);
  const { ref, title, currency, period, parties } = terms;
  const runs = affordableRuns(asked, claims, success.length);
  const { forecast, scenarios, worstCases, gaps } = whileAwaited(
    simulation(terms, { basis, success: success.map(String), seed, runs }),
    isLeft,
  );
  return {
    ref,
    title,
    currency,
    period,
    seed,
    people,
    claims,
    factsDigest,
    digest,
    termsDigest: parsed.digest,
    parties: parties.map(({ id, name, kind, roles, organisation, municipalityCode, department }) => ({
      id,
      name,
      kind,
      roles: [...roles],
      organisation,
      municipalityCode,
      department,
    })),
    basis: basis.kind,
    plans: plansAnything(terms),
    countable: countable(terms),
    remarks: [
      ...gaps.map(({ missing, da, en }) => ({ code: `contracts.nothing-${missing}`, da, en })),
      ...[...remarksOnBasis(basis), ...remarksOn(terms)].map(({ code, da, en }) => ({
        code: `contracts.${code}`,
        da,
        en,
      })),
    ],
    plan: forecastOf(terms, forecast),
    scenarios: scenarios.map((each) => ({
      success: Number(each.success),
      forecast: forecastOf(terms, each.forecast),
      distribution: each.distribution && distributionOf(each.distribution),
    })),
    worstCase: worstCases.map(worstCaseOf),
  };
}

function basisOf(terms: Terms, given: Facts): { basis: Basis; factsDigest: string; digest: string } {
  const read = readFacts(terms, given, MOST_CLAIMS);
  if (!read.ok) throw contractErrors.factsInvalid(read.errors.slice(0, MOST_ERRORS));
  return { basis: read.basis, factsDigest: read.evaluation.factsDigest, digest: read.evaluation.digest };
}

function whileAwaited<R>(steps: Generator<unknown, R, undefined>, isLeft: () => boolean): R {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (isLeft()) throw contractErrors.simulationLeft();
  }
}
