import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CURRENCIES } from '@ringvirkning/kernel';
import { cap, price, termsJsonSchema, termsSchema } from '@ringvirkning/terms-language';
import { evaluate, simulate, waterfall } from '../src/index.js';
import { CASES } from './cases.js';
import { example, EXAMPLES_FOLDER } from './examples.js';

const minor = (amount: string): bigint => BigInt(amount) * 100n;

describe('the worked public cases', () => {
  it.each(CASES.map((each) => [`${each.example}: ${each.title}`, each] as const))(
    '%s',
    (_title, { example: name, facts, cutOff, gross, payable, excess }) => {
      const evaluation = evaluate(example(name), facts, cutOff);
      expect({
        gross: evaluation.gross,
        payable: evaluation.payable,
        excess: Object.fromEntries(evaluation.excess.map((each) => [each.step, each.amount])),
      }).toEqual({
        gross: minor(gross),
        payable: minor(payable),
        excess: Object.fromEntries(Object.entries(excess ?? {}).map(([step, amount]) => [step, minor(amount)])),
      });
    },
  );
});

describe('every example document', () => {
  const names = readdirSync(EXAMPLES_FOLDER).map((file) => file.replace(/\.yaml$/, ''));
  it.each(names)('%s is valid, says where it comes from and what is assumed', (name) => {
    const terms = example(name);
    expect(terms.sources.length).toBeGreaterThan(0);
    expect(terms.assumptions.length).toBeGreaterThan(0);
  });
});

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** Names of fields and the words that may stand in them. */
function* wordsOf({ properties = {}, items, oneOf = [], anyOf = [], ...values }: Shape): Generator<string> {
  yield* Object.keys(properties);
  yield* [...(values.enum ?? []), values.const].filter((word) => word !== undefined).map(String);
  for (const shape of [...Object.values(properties), ...(items ? [items] : []), ...oneOf, ...anyOf])
    yield* wordsOf(shape);
}

describe('the tour of the language', () => {
  const tour = example('language-tour');
  const all = (values: readonly (string | undefined)[]) =>
    [...new Set(values.filter((value) => value !== undefined))].sort();
  it('shows every kind of outcome, price rule and cap', () => {
    const schema = termsSchema.shape;
    const words = (options: readonly { shape: Record<string, unknown> }[], key: string) =>
      options.map((option) => (option.shape[key] as { value: string }).value).sort();
    const outcomeSchema = schema.outcomes.element;
    expect(all(tour.outcomes.map((outcome) => outcome.kind))).toEqual(words(outcomeSchema.options, 'kind'));
    expect(all(tour.outcomes.map((outcome) => outcome.price?.kind))).toEqual(words(price.options, 'kind'));
    expect(all(tour.caps.map((cap) => cap.step))).toEqual(words(cap.options, 'step'));
  });
  it('holds every word of the language, in use or in a remark', () => {
    const text = readFileSync(join(EXAMPLES_FOLDER, 'language-tour.yaml'), 'utf8');
    const written = new Set(text.match(/[\w-]+(?:\/\d+)?/g));
    const currencies = new Set<string>(CURRENCIES);
    const missing = [...wordsOf(termsJsonSchema())].filter((word) => !written.has(word) && !currencies.has(word));
    expect(missing).toEqual([]);
  });
  it('can be simulated, and its money goes down the capital stack', () => {
    const simulation = simulate(tour, { seed: 2025, runs: 20, success: ['70'] }).scenarios[0]!.distribution!;
    expect(simulation.payable.mean).toBeGreaterThan(0n);
    const { capital } = waterfall(tour, [{ on: tour.period.to, amount: simulation.payable.mean }], tour.period.to);
    expect(capital).toHaveLength(2);
  });
});
