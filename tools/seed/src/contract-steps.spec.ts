import { describe, expect, it } from '@jest/globals';
import { parseTerms, plannedYears } from '@ringvirkning/terms';
import { aarhusPlan } from './aarhus/activate-aarhus.js';
import { contractBPlan } from './more-contracts/seed-contract-b.js';
import { sampledPlan } from './more-contracts/seed-sampled-contract.js';

describe('the contracts of the demo', () => {
  it.each([aarhusPlan('AAR-UH-2024'), contractBPlan(), sampledPlan()])(
    '$ref can be put in force in whichever year the demo is seeded',
    ({ terms: text, appropriations }) => {
      const parsed = parseTerms(text);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      const [from, to] = [parsed.terms.period.from, parsed.terms.period.to].map((day) => Number(day.slice(0, 4)));
      const worst = plannedYears(parsed.terms).get('aarhus')!;
      for (let year = from!; year <= to!; year += 1) {
        const given = appropriations.find(({ payer, budgetYear }) => payer === 'aarhus' && budgetYear === year);
        expect([year, BigInt(given?.amount ?? 0) >= (worst.get(year) ?? 1n)]).toEqual([year, true]);
      }
    },
  );
});
