import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figure } from './statistics.js';

/** As the services run, whose workers evaluate. */
const AS_SERVICES = '--no-allocation-site-pretenuring';
const MEASURE = fileURLToPath(new URL('./evaluate-facts.js', import.meta.url));

interface Measured {
  readonly first: number;
  readonly median: number;
  readonly peak: number;
}

const measure = (people: number, runs: number, amendments = 0): Measured =>
  JSON.parse(
    execFileSync(process.execPath, [AS_SERVICES, MEASURE, ...[people, runs, amendments].map(String)], {
      encoding: 'utf8',
    }),
  ) as Measured;

/** Evaluating facts under every kind of cap: how long, how much memory, and whether a fact among a million costs what one among ten thousand does. */
export function termsEvaluation(): Figure[] {
  const [tenThousand, hundredThousand, million] = [measure(1_000, 40), measure(10_000, 7), measure(100_000, 1)];
  const [contract, amended] = [measure(500, 60), measure(500, 60, 5)];
  const growth = (large: number, small: number, factor: number): number => large / small / factor;
  return [
    {
      name: 'terms: 1,000,000 facts evaluated under every kind of cap, first time in a process',
      value: million.first / 1000,
      unit: 's',
      bar: 3,
      better: 'lower',
    },
    {
      name: 'terms: peak memory of that process, the facts included',
      value: million.peak,
      unit: 'MB',
      bar: 600,
      better: 'lower',
    },
    {
      name: 'terms: time per fact, among 100,000 ÷ among 10,000 (1 is linear)',
      value: growth(hundredThousand.median, tenThousand.median, 10),
      unit: '',
      bar: 2,
      better: 'lower',
    },
    {
      name: 'terms: time per fact, among 1,000,000 ÷ among 100,000',
      value: growth(million.first, hundredThousand.median, 10),
      unit: '',
      bar: 2,
      better: 'lower',
    },
    {
      name: 'terms: a contract of 500 people, 5,000 facts, median of 60',
      value: contract.median,
      unit: 'ms',
      bar: 20,
      better: 'lower',
    },
    {
      name: 'terms: the same contract with five amendments ÷ without',
      value: amended.median / contract.median,
      unit: '',
      bar: 1.3,
      better: 'lower',
    },
  ];
}
