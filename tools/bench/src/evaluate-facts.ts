import { readFileSync } from 'node:fs';
import { evaluate, parseAmendment, parseTerms } from '@ringvirkning/terms';
import type { Fact, ParsedTerms, Terms } from '@ringvirkning/terms-language';
import { median } from './statistics.js';

/** A process of its own, so that its memory is that of the facts and their evaluation. Arguments: people, runs, amendments. Prints median and first time (ms) and peak memory (MB) as JSON. */

const OUTCOMES = 10;
const DAYS = Array.from({ length: 2000 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10));
const CUT_OFF = '2029-12-31';

/** Ten outcomes, some after others, two groups, indexation, two payers with a cap, and a cap at every step. */
const outcome = (i: number): string =>
  i === OUTCOMES - 1
    ? `  - { code: o${i}, name: { da: o, en: o }, kind: counted, price: { kind: per-unit, unit: day, amount: 250.5 } }`
    : `  - { code: o${i}, name: { da: o, en: o }, kind: reached, requires: [${i > 5 ? `{ fact: o${i - 5}, timing: any }` : ''}], price: { kind: per-claim, amount: ${1000 + i * 500} } }`;
const CONTRACT = `
language: ringvirkning-terms/1
ref: BENCH
title: { da: Måling, en: Benchmark }
currency: DKK
period: { from: 2024-01-01, to: ${CUT_OFF} }
parties:
  - { id: town, name: Town, kind: municipality, organisation: town, roles: [authority, payer] }
  - { id: state, name: State, kind: state, organisation: state, roles: [payer] }
  - { id: helper, name: Helper, kind: supplier, organisation: helper, roles: [supplier, verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
groups:
  - { code: hard, name: { da: h, en: h }, uplift: 0.4 }
  - { code: easy, name: { da: e, en: e }, deadweight: 0.15 }
indexation: { baseYear: 2024, index: [{ year: 2024, value: 100 }, { year: 2026, value: 103.5 }] }
outcomes:
${Array.from({ length: OUTCOMES }, (_, i) => outcome(i)).join('\n')}
caps:
  - { step: quantity, groups: [hard], share: 0.4 }
  - { step: quantity, outcomes: [o9], per: person, max: 300 }
  - { step: person, max: 30000 }
  - { step: outcome, outcomes: [o1], max: 1000000 }
  - { step: budget-year, max: 40000000 }
  - { step: contract, max: 200000000 }
payers: { split: fixed, parts: [{ party: town, share: 2/3, cap: 100000000 }, { party: state, share: 1/3 }] }
payees: [{ party: helper, share: 1 }]
`;

/** Each amendment raises the price of the first outcome, at even distances over the time in which facts lie. */
function terms(amendments: number): Terms {
  let terms = accepted(parseTerms(CONTRACT));
  for (let no = 1; no <= amendments; no++) {
    const from = DAYS[Math.floor((DAYS.length * no) / (amendments + 1))]!;
    const text = CONTRACT.replace('amount: 1000 }', `amount: ${1000 + no} }`);
    terms = accepted(parseAmendment(`${text}amends: { kind: change, from: ${from}, reason: Bench }\n`, terms));
  }
  return terms;
}

function accepted(parsed: ParsedTerms): Terms {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.terms;
}

/** Facts in no order, each with texts of its own, as they come from a database. */
function factsOf(people: number): Fact[] {
  const room = Buffer.alloc(64);
  const ownText = (text: string): string => room.toString('latin1', 0, room.write(text, 'latin1'));
  return Array.from({ length: people * OUTCOMES }, (_, n) => {
    const [person, i] = [Math.floor(n / OUTCOMES), n % OUTCOMES];
    const scattered = person * 7919 + i * 104_729;
    const id = `${((scattered * 2_654_435_761) % 2 ** 32).toString(16)}-${person}-${i}`;
    const fact = {
      id: ownText(id),
      participant: ownText(`p${person}`),
      outcome: `o${i}`,
      on: ownText(DAYS[scattered % DAYS.length]!),
      group: person % 3 ? 'hard' : 'easy',
    };
    return i === OUTCOMES - 1 ? { ...fact, quantity: String(1 + (person % 200)) } : fact;
  });
}

const [people, runs, amendments] = process.argv.slice(2).map(Number) as [number, number, number];
const [contract, facts] = [terms(amendments), factsOf(people)];
const times = Array.from({ length: runs }, () => {
  const from = performance.now();
  evaluate(contract, facts, CUT_OFF);
  return performance.now() - from;
});
const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
process.stdout.write(JSON.stringify({ first: times[0], median: median(times), peak }));
