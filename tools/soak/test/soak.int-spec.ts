import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { found, type Founded } from '../src/founding.js';
import { SCENARIOS } from '../src/scenarios.js';
import { Stage } from '../src/stage.js';

/** The same plan each time; all scenarios with many seeds by `npm run soak`. */
const SEED = 1;

describe('municipalities that exchange over real servers', () => {
  let founded: Founded | undefined;
  let stage: Stage;
  beforeAll(async () => {
    founded = await found(process.env['RV_TEST_POSTGRES_URL']!);
    stage = new Stage(founded, SEED);
  });
  afterAll(() => founded?.region.stop());

  it.each(SCENARIOS.filter(({ isShort }) => isShort).map((scenario) => [scenario.rule, scenario] as const))(
    'find that %s',
    (_, scenario) => stage.play(scenario),
  );
});
