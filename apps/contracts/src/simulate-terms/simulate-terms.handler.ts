import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { contractErrors } from '@ringvirkning/contracts-domain';
import type { Simulation, SimulationRequest } from '@ringvirkning/contracts-api';
import { drawCourses, parseTerms, summarise, type Course, type SimulationOptions, type Terms } from '@ringvirkning/terms';
import { distributionOf, forecastOf, worstCaseOf } from './forecast.js';
import { affordableRuns, MOST_CLAIMS, plannedClaims, plannedPeople, withCounts, withSuccess } from './planned.js';

/**
 * Computes what terms would give, and stores nothing. Each evaluation is one slice of computing; between two slices the service answers others,
 * so that trying models does not hold up those who work.
 */
@Injectable()
export class SimulateTermsHandler {
  /** @throws invalid `contracts.terms-invalid` with every fault of the document, `contracts.counts-invalid`; rule `contracts.simulation-too-large`. */
  async execute({ terms: text, success, runs: asked, seed, facts }: SimulationRequest): Promise<Simulation> {
    const parsed = parseTerms(text);
    if (!parsed.ok) throw contractErrors.termsInvalid(parsed.errors);
    const terms = facts ? withCounts(parsed.terms, facts) : parsed.terms;
    const claims = plannedClaims(terms);
    if (claims > MOST_CLAIMS) throw contractErrors.simulationTooLarge(claims, MOST_CLAIMS);
    const { ref, title, currency, period, parties } = terms;
    const exactly = async (percent: number): Promise<Course> => (await courses(withSuccess(terms, percent), { seed, runs: 1, success: '1', spread: '0' }))[0]!;
    const plan = await exactly(100);
    const runs = affordableRuns(asked, claims, success.length);
    const all = [plan];
    const scenarios: Simulation['scenarios'] = [];
    for (const percent of success) {
      const expected = await exactly(percent);
      const drawn = runs === 0 ? [] : await courses(terms, { seed, runs, success: (percent / 100).toFixed(2) });
      all.push(expected, ...drawn);
      scenarios.push({ success: percent, forecast: forecastOf(terms, expected), distribution: drawn.length === 0 ? null : distributionOf(summarise(seed, drawn)) });
    }
    return {
      ref, title, currency, period, seed, scenarios,
      termsDigest: parsed.digest,
      parties: parties.map(({ id, name, kind, roles }) => ({ id, name, kind, roles: [...roles] })),
      people: plannedPeople(terms),
      plannedClaims: claims,
      remarks: remarksOf(terms, plan),
      plan: forecastOf(terms, plan),
      worstCase: worstCaseOf(all),
    };
  }
}

async function courses(terms: Terms, options: SimulationOptions): Promise<Course[]> {
  const drawn: Course[] = [];
  for (const course of drawCourses(terms, options)) {
    drawn.push(course);
    await turn();
  }
  return drawn;
}

/** Outcomes that pay but of which nothing is planned or expected: they count as nothing here, and that must not go unnoticed. */
const remarksOf = ({ outcomes }: Terms, plan: Course): Simulation['remarks'] =>
  outcomes
    .filter(({ code, price }) => price !== undefined && plan.outcomes.every(({ outcome, gross }) => outcome !== code || gross === 0n))
    .flatMap((outcome) => {
      const [name, code] = [outcome.name, outcome.code];
      if ('planned' in outcome) {
        if (outcome.planned.some(({ count }) => count > 0)) return [];
        const example = `planned: [{ ${outcome.followUps?.[0] ? `followUp: ${outcome.followUps[0]}, ` : ''}count: 45 }]`;
        return [{ code: 'contracts.nothing-planned', da: `Ingen resultater er planlagt for »${name.da}« (${code}); det tæller som 0. Skriv fx ${example}.`, en: `No results are planned for “${name.en}” (${code}); it counts as 0. Write for example ${example}.` }];
      }
      return outcome.expected === undefined ? [{ code: 'contracts.nothing-expected', da: `Der er ikke skrevet en forventet værdi for »${name.da}« (${code}); det tæller som 0. Skriv fx expected: 50.`, en: `No value is expected for “${name.en}” (${code}); it counts as 0. Write for example expected: 50.` }] : [];
    });
