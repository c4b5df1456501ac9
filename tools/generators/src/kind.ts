import { all, before, importing, type Change } from './change.js';
import { camel } from './words.js';

export const MEASURED_ON = ['person', 'group'] as const;
export type MeasuredOn = (typeof MEASURED_ON)[number];

/** What differs between a kind that is measured on a person and one that is measured on a group of people. */
interface Form {
  /** What the language's value says besides name, schema, names and prices. */
  readonly says: string;
  /** How the engine computes it. */
  readonly computes: (value: string, kind: string) => string;
  readonly spec: (kind: string) => string;
  /** Where the tour and the guide speak of such kinds. */
  readonly tour: string;
  readonly guide: string;
  readonly words: string;
  readonly price: string;
}

const FORMS: Readonly<Record<MeasuredOn, Form>> = {
  person: {
    says: "\n  quantity: 'one',",
    computes: (value, kind) => `import { ONE, type OutcomeOf } from '@ringvirkning/terms-language';
import { byPerson } from '../evaluate/findings.js';
import type { IndividualKind } from './kind.js';

/** A claim counts when the measure was registered for the person on or before its day. */
export const ${value}: IndividualKind<OutcomeOf<'${kind}'>> = {
  judge(outcome, { plan, intake }) {
    const registered = byPerson(intake, plan.codes.get(outcome.measure)!);
    return {
      judge(fact) {
        const own = registered.get(intake.person[fact]!) ?? [];
        return own.some((each) => intake.day[each]! <= intake.day[fact]!) ? ONE : 'nothing-measured';
      },
    };
  },
  measurements: ({ measure }, claim, measuring) => measuring.add(measure, claim, 'registered', { on: claim.on }),
};
`,
    spec: (kind) => `describe('an outcome of the kind ${kind}', () => {
  const terms = contract({
    measures: [{ code: 'seen' }],
    outcomes: [{ code: 'goal', kind: '${kind}', measure: 'seen', price: { kind: 'per-claim', amount: 100 } }],
  });
  it('counts when the measure was registered on or before the claim', () =>
    expect(payable(terms, [fact('seen', '2025-01-01'), fact('goal', '2025-01-01')])).toBe(100));
  it('says so when nothing was', () =>
    expect(reasons(evaluate(terms, [fact('goal', '2025-01-01')], END))).toEqual(['goal:nothing-measured']));
});
`,
    tour: '  # --- measured on a cohort ---\n',
    guide: '\n\nAll of these may have',
    words: 'that the measure was registered',
    price: '{ kind: per-claim, amount: 1000 }',
  },
  group: {
    says: '',
    computes: (value, kind) => `import { type OutcomeOf, rational } from '@ringvirkning/terms-language';
import type { CohortKind } from './kind.js';

/** How often the measure was registered. */
export const ${value}: CohortKind<OutcomeOf<'${kind}'>> = {
  measure(outcome, { findings, point }) {
    const registered = [...findings.of(outcome.measure)].filter(({ day }) => day <= point.day);
    if (registered.length === 0) return 'nothing-measured';
    const people = new Set(registered.map(({ person }) => person)).size;
    return { value: rational(BigInt(registered.length)), people, reached: registered.length };
  },
};
`,
    spec: (kind) => `describe('an outcome of the kind ${kind}', () => {
  const terms = contract({
    measures: [{ code: 'seen' }],
    outcomes: [{ code: 'goal', kind: '${kind}', measure: 'seen', price: { kind: 'per-unit', unit: 'unit', amount: 100 } }],
  });
  it('is how often the measure was registered', () =>
    expect(payable(terms, [fact('seen', '2025-01-01'), fact('seen', '2025-02-01')])).toBe(200));
  it('says so when nothing was', () =>
    expect(reasons(evaluate(terms, [], END))).toEqual(['goal:nothing-measured']));
});
`,
    tour: '\nindexation:',
    guide: "\n\nA group's value is settled",
    words: 'how often the measure was registered',
    price: '{ kind: per-unit, unit: unit, amount: 1000 }',
  },
};

const code = (kind: string): string => `new-${kind}`.slice(0, 60);
const tourRow = (kind: string, { price }: Form): string => `  - code: ${code(kind)}
    name: { da: ${kind}, en: ${kind} }
    kind: ${kind}
    measure: referred
    price: ${price}
`;

/** A kind of outcome in the language and the engine, with its spec, and its row in the tour and the guide. @throws Error for a name that is no such word. */
export function newKind(kind: string, of: string): Change[] {
  if (!/^[a-z]+(-[a-z]+)*$/.test(kind)) throw new Error(`${kind}: a kind is named by lower-case words with hyphens`);
  const whom = MEASURED_ON.find((each) => each === of);
  if (!whom) throw new Error(`${of}: a kind is measured on a ${MEASURED_ON.join(' or a ')}`);
  const form = FORMS[whom];
  const value = camel(kind);
  const fields = whom === 'person' ? 'ofPerson' : 'ofGroup';
  return [
    {
      path: `libs/terms/language/src/kinds/${kind}.ts`,
      create: `import { z } from 'zod';
import { code } from '../schema/common.js';
import { ${[`${whom}Kind`, fields].sort().join(', ')} } from './${whom}.js';

export const ${value} = ${whom}Kind({
  name: { da: '${kind}', en: '${kind}' },
  schema: z.strictObject({ kind: z.literal('${kind}'), ...${fields}, measure: code }),
  names: [{ at: 'measure', is: 'measure', as: 'event' }],
  pricedBy: [${whom === 'group' ? "'quantity'" : ''}],${form.says}
});
`,
    },
    registered('language', kind, '\n} as const satisfies'),
    { path: `libs/terms/engine/src/kinds/${kind}.ts`, create: form.computes(value, kind) },
    registered('engine', kind, '\n};'),
    {
      path: `libs/terms/engine/src/kinds/${kind}.spec.ts`,
      create: `import { describe, expect, it } from '@jest/globals';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { evaluate } from '../index.js';

${form.spec(kind)}`,
    },
    { path: 'libs/terms/language/examples/language-tour.yaml', edit: before(form.tour, tourRow(kind, form)) },
    {
      path: 'docs/writing-terms.md',
      edit: before(form.guide, `\n| \`{ kind: ${kind}, measure: referred }\` | ${form.words} |`),
    },
  ];
}

const registered = (half: 'language' | 'engine', kind: string, end: string): Change => ({
  path: `libs/terms/${half}/src/kinds/kinds.ts`,
  edit: all(importing(camel(kind), `./${kind}.js`), before(end, `\n  '${kind}': ${camel(kind)},`)),
});
