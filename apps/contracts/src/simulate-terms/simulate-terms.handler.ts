import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { contractErrors } from '@ringvirkning/contracts-domain';
import type { Facts, Simulation, SimulationRequest } from '@ringvirkning/contracts-api';
import {
  countable,
  parseTerms,
  plannedBasis,
  plansAnything,
  readFacts,
  remarksOn,
  simulation,
  type Basis,
} from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { affordableRuns, MOST_CLAIMS } from './affordable.js';
import { distributionOf, forecastOf, worstCaseOf } from './forecast.js';

/**
 * Computes what terms would give, and stores nothing. Each evaluation is one slice of computing; between two slices the service answers others,
 * so that trying models does not hold up those who work.
 */
@Injectable()
export class SimulateTermsHandler {
  /**
   * @param awaited whether somebody still waits for the answer: who types on has left the question before.
   * @throws invalid `contracts.terms-invalid`, `contracts.facts-invalid`, each with every fault; rule `contracts.simulation-too-large`, `contracts.simulation-left`.
   */
  async execute(
    { terms: text, success, runs: asked, seed, facts: given }: SimulationRequest,
    awaited: () => boolean,
  ): Promise<Simulation> {
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
    const { forecast, scenarios, worstCases, gaps } = await inSlices(
      simulation(terms, { basis, success: success.map(String), seed, runs }),
      awaited,
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
        ...remarksOn(terms).map(({ code, da, en }) => ({ code: `contracts.${code}`, da, en })),
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
}

function basisOf(terms: Terms, given: Facts): { basis: Basis; factsDigest: string; digest: string } {
  const read = readFacts(terms, given, MOST_CLAIMS);
  if (!read.ok) throw contractErrors.factsInvalid(read.errors);
  return { basis: read.basis, factsDigest: read.evaluation.factsDigest, digest: read.evaluation.digest };
}

async function inSlices<R>(steps: Generator<unknown, R, undefined>, awaited: () => boolean): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
    if (!awaited()) throw contractErrors.simulationLeft();
  }
}
