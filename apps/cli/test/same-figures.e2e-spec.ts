import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsService } from '@ringvirkning/app-contracts';
import { SimulationSchema, type Forecast, type Simulation } from '@ringvirkning/contracts-api';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { simulationSchema, type SimulationJson } from '../src/report/json.js';
import { EXAMPLES, run } from './run.js';

let service: TestService;
beforeAll(async () => void (service = await startTestService(contractsService)));
afterAll(() => service.stop());

const COUNTS =
  'outcome;follow_up;period;count\nmoved-in;;2024;40\nself-mastery;m12;2025;30\nkept-home;m12;2025;30\nkept-home;m18;2025;25\n';

async function both(name: string, csv?: string): Promise<[SimulationJson, Simulation]> {
  const file = join(EXAMPLES, `${name}.yaml`);
  const { out } = run(
    [
      'simulate',
      file,
      '--json',
      '--runs',
      '20',
      '--seed',
      '7',
      '--success',
      '40,60',
      ...(csv ? ['--facts', 'f.csv'] : []),
    ],
    csv ? { 'f.csv': csv } : {},
  );
  const answer = await (await service.request('case-worker')).post('/api/contracts/simulations').send({
    terms: readFileSync(file, 'utf8'),
    runs: 20,
    seed: 7,
    success: [40, 60],
    ...(csv ? { facts: { csv } } : {}),
  });
  return [simulationSchema.parse(JSON.parse(out)), SimulationSchema.parse(answer.body)];
}

/** Year by year, from the sums to each day. */
const yearly = ({ liquidity }: Forecast, year: number) =>
  liquidity.filter(({ on }) => Number(on.slice(0, 4)) <= year).at(-1)!;

/** Year, payee, amount. */
function paidByYear({ payments }: SimulationJson): [number, string, string][] {
  const groups = Map.groupBy(payments, ({ year, payee }) => `${year}/${payee}`);
  return [...groups.values()].map((own) => [
    own[0]!.year,
    own[0]!.payee,
    String(own.reduce((all, { amount }) => all + BigInt(amount), 0n)),
  ]);
}

describe.each([
  ['aarhus-young-homeless', undefined],
  ['growth-companies', undefined],
  ['aarhus-young-homeless', COUNTS],
])('%s', (name, csv) => {
  it('the page and the command line say the same', async () => {
    const [command, { plan, scenarios, worstCase, termsDigest, digest, factsDigest }] = await both(name, csv);
    expect([plan.gross, plan.payable, termsDigest, digest, factsDigest]).toEqual([
      command.gross,
      command.payable,
      command.contract.termsDigest,
      command.digest,
      command.factsDigest,
    ]);
    expect(plan.years.map(({ payees: _payees, ...rest }) => rest)).toEqual(command.years);
    expect(plan.years.flatMap(({ year, payees }) => payees.map(({ party, amount }) => [year, party, amount]))).toEqual(
      paidByYear(command),
    );
    expect(plan.lines.map(({ id, gross, payable, da, en }) => ({ id, gross, payable, sentence: { da, en } }))).toEqual(
      command.lines.map(({ id, gross, payable, sentence }) => ({ id, gross, payable, sentence })),
    );
    for (const year of command.liquidity)
      expect(yearly(plan, year.year)).toMatchObject({ received: year.payableSoFar, position: year.position });
    expect(plan.capital).toEqual(command.capital?.investors ?? []);
    expect(plan.cashFlow).toEqual(command.capital?.postings ?? []);
    if (command.capital) expect(plan.repaidBy).toEqual(command.capital.repaidBy);
    expect(
      worstCase.map(({ party, amount, allAchieved, ceiling, atRisk, year, yearAmount }) => ({
        party,
        highest: amount,
        allAchieved,
        ceiling,
        atRisk,
        dearestYear: year === null ? null : { year, amount: yearAmount },
      })),
    ).toEqual(command.worstCases.map(({ kind: _kind, ...rest }) => rest));
    expect(
      scenarios.map(({ success, forecast, distribution }) => [
        String(success),
        forecast.payable,
        distribution?.payable,
        distribution?.gross,
        distribution?.years,
        distribution?.investors,
      ]),
    ).toEqual(
      command.scenarios!.list.map(({ success, expected, payable, gross, years, investors }) => [
        success,
        expected.payable,
        payable,
        gross,
        years,
        investors,
      ]),
    );
  });
});
