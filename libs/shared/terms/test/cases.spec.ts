import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { evaluate } from '../src/index.js';
import { CASES } from './cases.js';
import { example, EXAMPLES_FOLDER } from './examples.js';

const minor = (amount: string): bigint => BigInt(amount) * 100n;

describe('the worked public cases', () => {
  it.each(CASES.map((each) => [`${each.example}: ${each.title}`, each] as const))('%s', (_title, { example: name, facts, cutOff, gross, payable, excess }) => {
    const evaluation = evaluate(example(name), facts, cutOff);
    expect({ gross: evaluation.gross, payable: evaluation.payable, excess: Object.fromEntries(evaluation.excess.map((each) => [each.step, each.amount])) }).toEqual({
      gross: minor(gross),
      payable: minor(payable),
      excess: Object.fromEntries(Object.entries(excess ?? {}).map(([step, amount]) => [step, minor(amount)])),
    });
  });
});

describe('every example document', () => {
  const names = readdirSync(EXAMPLES_FOLDER).map((file) => file.replace(/\.yaml$/, ''));
  it.each(names)('%s is valid, says where it comes from and what is assumed', (name) => {
    const terms = example(name);
    expect(terms.sources.length).toBeGreaterThan(0);
    expect(terms.assumptions.length).toBeGreaterThan(0);
  });
});
