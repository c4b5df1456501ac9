import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulationJsonSchema, simulationSchema, type SimulationJson } from '../src/report/json.js';
import { EXAMPLES, golden, GUIDE, run } from './run.js';

const example = (name: string): string => join(EXAMPLES, `${name}.yaml`);
const json = (args: readonly string[], files: Readonly<Record<string, string>> = {}): SimulationJson => {
  const { code, out, err } = run(['simulate', ...args, '--json'], files);
  expect([code, err]).toEqual([0, '']);
  return simulationSchema.parse(JSON.parse(out));
};
const RIKERS = 'outcome;period;count;quantity\nreleased;2014;2;\njail-days;2015;2;90\n';

describe('what simulate prints', () => {
  it.each([
    [
      'aarhus-young-homeless.en.txt',
      [example('aarhus-young-homeless'), '--lang', 'en', '--runs', '50', '--success', '40,50,60'],
    ],
    ['rikers-island.da.txt', [example('rikers-island'), '--facts', 'facts.csv']],
    ['growth-companies.da.txt', [example('growth-companies'), '--runs', '50', '--seed', '7']],
  ])('%s', (name, args) => {
    const { code, out, err } = run(['simulate', ...args], { 'facts.csv': RIKERS });
    expect([code, err]).toEqual([0, '']);
    // Digests change with every word of an example.
    const page = out.replace(/[0-9a-f]{64}/g, '<digest>');
    expect(page).toBe(golden(name, page));
  });
  it('a bar on stderr, when somebody watches and it takes a while', () => {
    let clock = 0;
    const args = ['simulate', example('aarhus-young-homeless-b'), '--runs', '10', '--success', '50'];
    const slow = run(args, {}, { watched: true, now: () => (clock += 300) });
    expect(slow.err).toMatch(/\r\[█+ *\] +50 %/);
    expect(slow.err).toMatch(/\r\[█{30}\] 100 %\r +\r$/);
    expect(run(args, {}, { watched: true }).err).toBe('');
    expect(slow.out).toBe(run(args).out);
  });
});

describe('simulate --json', () => {
  it('has the committed schema (UPDATE_GOLDEN=1 writes it anew)', () => {
    const current = `${JSON.stringify(simulationJsonSchema(), null, 1)}\n`;
    expect(golden('../../simulation.schema.json', current)).toBe(current);
  });
  it('keeps its shape: the members, and nothing else', () => {
    const result = json([example('aarhus-young-homeless'), '--runs', '3', '--success', '50']);
    expect(Object.keys(result)).toEqual([
      'format',
      'contract',
      'currency',
      'basis',
      'facts',
      'cutOff',
      'gross',
      'payable',
      'excess',
      'years',
      'payments',
      'lines',
      'unpaid',
      'outcomes',
      'flags',
      'liquidity',
      'capital',
      'worstCases',
      'scenarios',
      'gaps',
      'remarks',
      'factsDigest',
      'digest',
    ]);
    expect(result).toMatchObject({
      format: 'ringvirkning-simulation/1',
      basis: 'plan',
      currency: 'DKK',
      payable: '821500000',
      scenarios: { seed: 1, runs: 3, list: [{ success: '50' }] },
    });
  });
  it.each(readdirSync(EXAMPLES).map((file) => [file]))(
    '%s: has the shape, adds up, and is the same every time — or plans nothing, and says so',
    (file) => {
      const args = [join(EXAMPLES, file), '--runs', '5', '--success', '40,100'];
      const { code, err } = run(['simulate', ...args]);
      if (code !== 0) {
        expect(err).toContain('simulate.nothing-planned');
        return;
      }
      const result = json(args);
      const total = (amounts: readonly { amount: string }[]): bigint =>
        amounts.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      expect(BigInt(result.gross)).toBe(BigInt(result.payable) + total(result.excess));
      expect(total(result.payments)).toBe(BigInt(result.payable));
      expect(total(result.years.flatMap(({ payers }) => payers))).toBe(BigInt(result.payable));
      expect(result.liquidity.at(-1)!.payableSoFar).toBe(result.payable);
      for (const { party, ceiling, allAchieved } of result.worstCases) {
        if (ceiling !== null)
          expect([party, BigInt(allAchieved!) <= BigInt(ceiling) + BigInt(result.lines.length)]).toEqual([party, true]);
      }
      expect(json(args)).toEqual(result);
    },
  );
  it.each(['buenos-aires', 'dwp-innovation-fund-round-1', 'norrkoping', 'rikers-island'])(
    '%s plans nothing: each outcome that pays is named, with what to write',
    (name) => {
      const { code, out, err } = run(['simulate', example(name)]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('simulate.nothing-planned');
      expect(err).toMatch(
        /outcomes\[\d+\] simulate\.nothing-(planned|expected)\n {2}da: .*\n {2}en: .*Write for example/,
      );
    },
  );
  it.each([
    ['buenos-aires', 'job;;2020;100\njob-kept;m4;2020-H2;80\n', '14000000'],
    ['dwp-innovation-fund-round-1', 'behaviour;;2013;10\njob;w13;2014;5\njob;w26;2014;2\n', '2800000'],
  ])('%s is computed from counts, with scenarios', (name, rows, gross) => {
    const result = json([example(name), '--facts', 'f.csv', '--runs', '5', '--success', '50'], {
      'f.csv': `outcome;follow_up;period;count\n${rows}`,
    });
    expect([result.basis, result.gross, result.gaps]).toEqual(['facts', gross, []]);
    expect(result.scenarios!.list[0]!.expected.gross).not.toBe('0');
  });
  it('another seed draws otherwise; certain success draws the plan', () => {
    const of = (seed: string, success: string) =>
      json([example('aarhus-young-homeless'), '--runs', '20', '--seed', seed, '--success', success]).scenarios!.list[0]!
        .payable;
    expect(of('1', '50')).not.toEqual(of('2', '50'));
    expect(of('1', '100').p50).toBe('821500000');
  });
});

describe('facts', () => {
  const terms = example('aarhus-young-homeless');
  it('per person and as counts give the same figures', () => {
    const people = Array.from({ length: 12 }, (_, i) => `ung-${i},self-mastery,m12,2025-12-31`).join('\n');
    const [perPerson, counts] = [
      json([terms, '--facts', 'f.csv', '--runs', '1'], {
        'f.csv': `participant,outcome,follow_up,achieved_on\n${people}\n`,
      }),
      json([terms, '--facts', 'f.csv', '--runs', '1'], {
        'f.csv': 'outcome;follow_up;period;count\nself-mastery;m12;2025;12\n',
      }),
    ];
    expect(perPerson).toMatchObject({ basis: 'facts', facts: 12, payable: '24000000' });
    expect([counts.lines, counts.years]).toEqual([perPerson.lines, perPerson.years]);
  });
  it('in another order give the same digest', () => {
    const rows = ['1,moved-in,,2025-02-01', '2,moved-in,,2025-03-01', '1,self-mastery,m12,2026-02-01'];
    const digest = (order: readonly string[]) =>
      json([terms, '--facts', 'f.csv', '--runs', '1'], {
        'f.csv': `id,participant,outcome,follow_up,achieved_on\n${order.map((row) => `${row.replace(/,/g, '-')},${row}`).join('\n')}\n`,
      }).digest;
    expect(digest(rows)).toBe(digest([...rows].reverse()));
  });
  it('counts of later rows are other people; counts at another follow-up are the same people', () => {
    const counts = json([terms, '--facts', 'f.csv', '--runs', '1'], {
      'f.csv':
        'outcome;follow_up;period;count\nmoved-in;;2024;10\nmoved-in;;2025;5\nkept-home;m12;2026;12\nkept-home;m18;2026-H2;12\n',
    });
    expect(counts.lines.map(({ outcome, followUp, year, people }) => [outcome, followUp, year, people])).toEqual([
      ['moved-in', undefined, 2024, 10],
      ['moved-in', undefined, 2025, 5],
      ['kept-home', 'm12', 2026, 12],
      ['kept-home', 'm18', 2026, 12],
    ]);
    expect(counts.unpaid).toEqual([]);
  });
  it('counts of spells, improvements and group measures come with the measurements they rest on', () => {
    const tour = json([example('language-tour'), '--facts', 'f.csv', '--runs', '1'], {
      'f.csv':
        'outcome;follow_up;period;count;group;quantity\njob;w13;2026;4;hard;\njob;w26;2026;2;hard;\nbetter;m12;2026;3;;7\nhome;m6;2025;3;;\nno-shelter;;2026;2;;\n',
    });
    const gross = Object.fromEntries(
      tour.lines.map(({ outcome, followUp, gross: amount }) => [`${outcome} ${followUp ?? ''}`, amount]),
    );
    expect(tour.unpaid.filter(({ reason }) => reason !== 'nothing-measured')).toEqual([]);
    // 3 people × 7 points × 500 kr. × the index of 2026
    expect(gross['better m12']).toBe('1080450');
    expect(gross).toMatchObject({
      'job w13': '11524800',
      'job w26': '4321800',
      'home m6': '3000000',
      'no-shelter ': '1646400',
    });
  });
  it('that do not fit are listed row by row, in both languages, and nothing is computed', () => {
    const { code, out, err } = run(['simulate', terms, '--facts', 'f.csv'], {
      'f.csv': [
        'participant;outcome;follow_up;achieved_on;quantity;cohort;payer',
        'a;moved-in;;2025-02-30;;;',
        'b;moved-out;;2025-02-01;;;',
        'c;self-mastery;m13;2025-02-01;;;',
        'd;self-mastery;;2025-02-01;;;',
        ';moved-in;;2025-02-01;;;',
        'f;moved-in;;2031-02-01;;;',
        'g;moved-in;;2025-02-01;1.000;;',
        'h;moved-in;;2025-02-01;;spring;',
        'i;moved-in;;2025-02-01;;;0101',
        'j;moved-in',
        'k;moved-in;m12;2025-02-01;;;',
        '',
      ].join('\n'),
    });
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/^f\.csv.*$/gm)).toEqual([
      'f.csv:2 achieved_on facts.not-a-date',
      'f.csv:3 outcome facts.unknown-outcome',
      'f.csv:4 follow_up facts.unknown-follow-up',
      'f.csv:5 follow_up facts.wrong-follow-up',
      'f.csv:6 participant facts.missing-participant',
      'f.csv:7 achieved_on facts.outside-period',
      'f.csv:8 quantity facts.ambiguous-number',
      'f.csv:9 cohort facts.unknown-cohort',
      'f.csv:10 payer facts.unknown-payer',
      'f.csv:11 facts.short',
      'f.csv:12 follow_up facts.wrong-follow-up',
    ]);
    expect(err.match(/^ {2}da: /gm)).toHaveLength(11);
    expect(err.match(/^ {2}en: /gm)).toHaveLength(11);
  });
  it.each([
    ['', 'facts.empty'],
    ['participant;outcome\n', 'facts.column-missing'],
    ['outcome;achieved_on;name\n', 'facts.column-unknown'],
    ['outcome;achieved_on\n', 'facts.no-rows'],
    ['outcome;achieved_on\n"moved-in;2025-01-01\n', 'facts.malformed'],
    ['outcome;achieved_on\nmoved-in;2030-01-01\n', 'facts.outside-period'],
    ['outcome;period;count\nmoved-in;2025-Q5;1\n', 'facts.wrong-period'],
    ['outcome;period;count\nmoved-in;2023;1\n', 'facts.outside-period'],
    ['outcome;period;count\nmoved-in;2025;1.5\n', 'facts.wrong-count'],
    ['outcome;period;count\nmoved-in;2025;2000000\n', 'facts.too-many'],
    ['id;participant;outcome;achieved_on\n1;a;moved-in;2025-01-01\n1;b;moved-in;2025-01-01\n', 'facts.id-reused'],
    ['participant;outcome;achieved_on;quantity\na;moved-in;2025-01-01;2\n', 'facts.invalid-quantity'],
  ])('%j is refused: %s', (text, code) => {
    const ran = run(['simulate', terms, '--facts', 'f.csv'], { 'f.csv': text });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(code);
  });
  it('on a group outcome are refused, with what to give instead', () =>
    expect(
      run(['simulate', example('rikers-island'), '--facts', 'f.csv'], {
        'f.csv': 'outcome;period;count\nreduction;2015;1\n',
      }).err,
    ).toMatch(/facts\.measured-on-group\n.*\n.*Give the measures and outcomes/));
  it('may be the file that the outcomes service imports', () =>
    expect(
      json([terms, '--facts', 'f.csv', '--runs', '1'], {
        'f.csv': `sep=;\r\nparticipant;outcome;achieved_on;quantity;external_ref;evidence_digest;evidence_source;paying_municipality;\nP-1;moved-in;01-02-2025;1,0;E-1;${'a'.repeat(64)};register;751;\r\n;;;;;;;;\n`,
      }).payable,
    ).toBe('1500000'));
});

describe('who is paid', () => {
  const terms = readFileSync(join(GUIDE, 'young-people-in-education.yaml'), 'utf8');
  const files = (payees: string) => ({
    'terms.yaml': terms.replace(/^payees:.*\n(?: .*\n)*/m, `payees: [${payees}]\n`),
    'f.csv': readFileSync(join(GUIDE, 'young-people-in-education.csv'), 'utf8'),
  });
  const paying = (payees: string): string =>
    run(['simulate', 'terms.yaml', '--facts', 'f.csv', '--runs', '1', '--lang', 'en'], files(payees)).out;
  it('repays the capital from what the investor is paid alone: a quarter of 2.3m', () => {
    const out = paying('{ party: fund, share: 0.25 }, { party: supplier, share: 0.75 }');
    expect(out).toMatch(/WHO IS PAID\nYear +Leverandøren +Fonden\n/);
    expect(out).toMatch(/Total +DKK 1,725,000 +DKK 575,000/);
    expect(out).toMatch(/Fonden +subordinated loan +DKK 2,000,000 +DKK 575,000 +DKK 0 +DKK 0 +DKK 1,425,000/);
    expect(out).toContain('The capital is repaid from the payments to Fonden.');
  });
  it('repays it from the supplier when nobody else is paid, and says so', () => {
    const out = paying('{ party: supplier, share: 1 }');
    expect(out).toMatch(/Fonden +subordinated loan +DKK 2,000,000 +DKK 2,000,000 +DKK 200,000/);
    expect(out).toContain(
      'No payee is an investor or an intermediary (partner): the payments go to Leverandøren, and the capital is repaid from them.',
    );
  });
  it('lists what is free by design, by name', () =>
    expect(paying('{ party: fund, share: 1 }')).toContain(
      'Enrolled: 100 without payment; the outcome has no price in the terms.',
    ));
});

describe('docs/writing-terms.md', () => {
  const guide = readFileSync(join(GUIDE, '../writing-terms.md'), 'utf8');
  const args = [
    'simulate',
    join(GUIDE, 'young-people-in-education.yaml'),
    '--facts',
    join(GUIDE, 'young-people-in-education.csv'),
    '--lang',
    'en',
    '--runs',
    '20',
  ];
  it('shows what the command prints for its example, as far as it shows it', () => {
    const { code, out } = run(args);
    expect(code).toBe(0);
    const blocks = [...guide.matchAll(/```text\n([\s\S]*?)```/g)].map(([, block]) => block!);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(out).toContain(block);
  });
  it('quotes its example word for word', () => {
    const source = readFileSync(join(GUIDE, 'young-people-in-education.yaml'), 'utf8');
    const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block!);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(source).toContain(block);
    expect(guide).toContain(readFileSync(join(GUIDE, 'young-people-in-education.csv'), 'utf8'));
  });
  it('says the figures that one gets by hand', () => {
    const result = json([...args.slice(1)]);
    // 2026: 70 × 10,000. 2027: 60 × 15,000 + 40 × 20,000 + 300,000 for 70 %, minus 40 × 5,000 above 40,000 per person, minus 200,000 above 1.6m.
    expect(result.years).toEqual([
      {
        year: 2026,
        gross: '70000000',
        payable: '70000000',
        payers: [
          { party: 'randers', amount: '49000000' },
          { party: 'region', amount: '21000000' },
        ],
      },
      {
        year: 2027,
        gross: '200000000',
        payable: '160000000',
        payers: [
          { party: 'randers', amount: '112000000' },
          { party: 'region', amount: '48000000' },
        ],
      },
    ]);
    expect(result.excess.map(({ step, amount }) => [step, amount])).toEqual([
      ['person', '20000000'],
      ['budget-year', '20000000'],
    ]);
    expect(result.worstCases.map(({ party, ceiling }) => [party, ceiling])).toEqual([
      ['randers', '224000000'],
      ['region', '96000000'],
    ]);
  });
});
