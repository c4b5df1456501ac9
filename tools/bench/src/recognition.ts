import type { RunningInstance } from '@ringvirkning/embedded';
import { parseModel, valuing, type ValuationModel } from '@ringvirkning/benefits-domain';
import { addDays, localDate } from '@ringvirkning/kernel';
import { activateAarhus, json, shareBenefits } from '@ringvirkning/seed';
import type { Client } from 'pg';
import { apiOf } from './bench-claims.js';
import { memoryOf } from './memory.js';
import { percentile, timed, type Figure } from './statistics.js';

const CONSEQUENCES = 12;
const YEARS = 10;
const MANY = 100_000;
const MEMORY_BAR_MB = 400;

/** Who gains under each provision; the first two have heads who sign. */
const DEPARTMENTS = ['beskaeftigelse', 'sociale-forhold', 'd2', 'd3'];
const AGREEMENT = `
language: ringvirkning-agreement/1
code: bench
version: 1
title: { da: B, en: B }
currency: DKK
period: { from: 2026, to: 2036 }
gains: cashable
sides:
${['sociale-forhold', 'beskaeftigelse'].map((id, no) => `  - { id: ${id}, silo: 'municipality:0751/${id}', name: { da: S, en: S }, account: '053842010000000${no + 1}' }`).join('\n')}
steps:
  - { kind: return, id: back, from: beskaeftigelse, to: sociale-forhold, share: 0.5 }
`;

/** Twelve consequences over ten years under four provisions, with two purses each; what one of them gives depends on the days that the person has used. */
function modelText(version: number): string {
  const consequence = (no: number): string => {
    const profile = Array.from({ length: YEARS }, (_, year) => `{ year: ${year}, share: 0.${9 - (year % 9)} }`);
    return `    - { consequence: c${no}, title: { da: C, en: C }, quantity: ${no + 1}, price: p, anchor: a${no % 4}, profile: [${profile.join(', ')}], cashable: true, confidence: medium }`;
  };
  const shares = (no: number, municipality: number): string =>
    `[{ treasury: municipality, department: ${DEPARTMENTS[no]}, share: 0.${municipality} }, { treasury: state, share: 0.${10 - municipality} }]`;
  const plain = (no: number): string =>
    `  a${no}: { title: { da: A, en: A }, rules: [{ from: 2020-01-01, shares: ${shares(no, no + 3 + version)} }] }`;
  const byDays = `  a0: { title: { da: A, en: A }, assumes: { days: { source: bench, values: [{ value: 30, share: 1 }] } }, rules: [{ from: 2020-01-01, days: [{ upTo: 90, shares: ${shares(0, 5)} }, { shares: [{ treasury: municipality, department: ${DEPARTMENTS[0]}, share: 1 }] }] }] }`;
  return [
    `code: bench\nversion: ${version}\ntitle: { da: B, en: B }\ncurrency: DKK\nvalidFrom: 2020-01-01\npriceLevelYear: 2026\nsource: bench`,
    'prices:\n  p: { title: { da: P, en: P }, unit: u, days: 1, basis: assumption, reason: bench, values: [{ from: 2020-01-01, amount: 1000 }] }',
    `anchors:\n${byDays}\n${[1, 2, 3].map(plain).join('\n')}`,
    `outcomes:\n  done:\n${Array.from({ length: CONSEQUENCES }, (_, no) => consequence(no)).join('\n')}`,
  ].join('\n');
}

function model(): ValuationModel {
  const parsed = parseModel(modelText(1));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors[0]));
  return parsed.model;
}

const outcome = (no: number) => ({ outcome: 'done', on: addDays(localDate('2026-01-01'), no % 365), quantity: '1' });
/** Days used and their hundredths differ from person to person. */
const known = (no: number) => ({ a0: { days: { value: `${no % 90}.${100 + (no % 900)}`, source: 'bench' } } });

const perSecond = (name: string, seconds: number): Figure => ({
  ...{ name, value: MANY / seconds, unit: 'outcomes/s', bar: 5_000, better: 'higher' },
});
const MODEL = `${MANY} outcomes × ${CONSEQUENCES} consequences × ${YEARS} years`;

/** Valuation alone, kept nowhere. */
export function valuation(): Figure[] {
  const of = model();
  const run = (facts: boolean): number => {
    const value = valuing(of);
    const from = performance.now();
    for (let no = 0; no < MANY; no += 1) value(facts ? { ...outcome(no), known: known(no) } : outcome(no));
    return (performance.now() - from) / 1000;
  };
  return [
    perSecond(`valuation: ${MODEL}, in process`, run(false)),
    perSecond(`valuation: ${MODEL}, in process, what is known differs from person to person`, run(true)),
    {
      ...{ name: `valuation: ${MODEL}, memory in use`, value: process.memoryUsage().rss / 1024 ** 2 },
      ...{ unit: 'MB', bar: MEMORY_BAR_MB, better: 'lower' },
    },
  ];
}

/** Final outcomes as the service keeps them, waiting for a model. How they arrive is what `bulk-import` measures. */
const addOutcomes = (client: Client, contractId: string) =>
  client.query(
    `INSERT INTO outcome (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, finalised_at)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'done', date '2026-01-01' + n % 365, '1', now() FROM generate_series(1, $2::int) n`,
    [contractId, MANY],
  );

const addFacts = (client: Client, contractId: string) =>
  client.query(
    `INSERT INTO outcome_fact (contract_id, claim_id, known, told_by, told_at)
     SELECT contract_id, claim_id, jsonb_build_object('a0', jsonb_build_object('days', jsonb_build_object('value', (n % 90) || '.' || (100 + n % 900), 'source', 'bench'))), 'bench', now()
     FROM (SELECT *, row_number() OVER () AS n FROM outcome WHERE contract_id = $1) o`,
    [contractId],
  );

/**
 * What final outcomes are worth, valued and booked by the service when a model is attached, and valued anew when another is, while others read; and the same where something else is known of each person.
 */
export async function recognition(instance: RunningInstance): Promise<Figure[]> {
  const api = apiOf(instance);
  const contractId = await activateAarhus(api, 'BENCH-VALUE');
  for (const version of [1, 2, 3])
    await api.post('controller', '/api/benefits/valuation-models', `bench-model-${version}`, {
      type: 'application/yaml',
      text: modelText(version),
    });
  const attach = async (version: number): Promise<number> => {
    const body = { type: 'application/json', text: JSON.stringify({ model: `bench@${version}` }) } as const;
    const path = `/api/benefits/contracts/${contractId}/valuation`;
    return (await timed(() => api.post('controller', path, `bench-attach-${version}`, body))) / 1000;
  };
  const client = await instance.connect('benefits');
  try {
    await client.query('DELETE FROM outcome WHERE contract_id = $1', [contractId]);
    await addOutcomes(client, contractId);
    await client.query('ANALYZE');
    const memory = memoryOf(instance.overview.processes['services']!);
    const first = await attach(1);
    const reads: number[] = [];
    let isDone = false;
    const reading = (async () => {
      while (!isDone)
        reads.push(await timed(() => api.get('controller', `/api/benefits/overview?contractId=${contractId}`)));
    })();
    const anew = await attach(2);
    isDone = true;
    await reading;
    const agreementId = await shareBenefits(api, contractId, 'bench', AGREEMENT);
    const settled = await timed(() =>
      api.post(
        'controller',
        `/api/benefits/agreements/${agreementId}/settlements`,
        'bench-settle',
        json({ through: 2026, stated: [] }),
      ),
    );
    await addFacts(client, contractId);
    const differing = await attach(3);
    const [{ lines } = { lines: 0 }] = (
      await client.query<{ lines: number }>('SELECT count(*)::int AS lines FROM ledger_line WHERE contract_id = $1', [
        contractId,
      ])
    ).rows;
    const name = `${MODEL}`;
    return [
      perSecond(`recognition: ${name}, valued and booked (${lines} lines after three models)`, first),
      perSecond(`recognition: ${name}, valued anew, what is known differs from person to person`, differing),
      {
        ...{ name: `settlement of what they bring, proposed: ${MANY} outcomes`, value: settled / 1000 },
        ...{ unit: 's', bar: 10, better: 'lower' },
      },
      { name: `another model: ${name}`, value: anew, unit: 's', bar: 30, better: 'lower' },
      {
        ...{ name: `another model: the overview of the contract meanwhile, p95 of ${reads.length}` },
        ...{ value: percentile(reads, 0.95), unit: 'ms', bar: 500, better: 'lower' },
      },
      {
        ...{ name: 'recognition: memory taken by all services in one process, at most', value: memory.taken() },
        ...{ unit: 'MB', bar: MEMORY_BAR_MB, better: 'lower' },
      },
    ];
  } finally {
    await client.end();
  }
}
