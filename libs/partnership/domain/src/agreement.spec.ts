import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { AGREEMENT, terms } from '../test/partnership.js';
import {
  AGREEMENT_STEPS,
  agreementId,
  agreementStatus,
  digestOfAgreements,
  evolveAgreements,
  faultOfPass,
  faultOfStep,
  flowsNotAgreed,
  type Agreements,
  type AgreementStatus,
} from './agreement.js';
import { trialType } from './message-type.js';
import type { AgreementStep } from './schema.js';

const today = localDate('2026-06-01');
const approve: AgreementStep = { step: 'approve', agreement: AGREEMENT, office: 'Direktør', terms };
const word = (step: 'suspend' | 'resume' | 'end'): AgreementStep => ({
  step,
  agreement: AGREEMENT,
  office: 'Direktør',
  reason: 'Prøve',
});
const after = (...steps: readonly [string, AgreementStep][]): Agreements =>
  steps.reduce((agreements, [member, step]) => evolveAgreements(agreements, member, step), {} as Agreements);
const proposed = after(['aarhus', approve]);
const active = after(['aarhus', approve], ['herning', approve]);
const suspended = evolveAgreements(active, 'aarhus', word('suspend'));
const ended = evolveAgreements(active, 'herning', word('end'));
const statusOf = (agreements: Agreements, day = today): AgreementStatus | 'none' =>
  AGREEMENT in agreements ? agreementStatus(agreements[AGREEMENT]!, day) : 'none';

describe('what no agreement covers', () => {
  const kinds = [
    { name: trialType.name, fields: ['text', 'amount'] },
    { name: 'person-moved/1', fields: ['person'] },
  ];
  const missing = (agreements: Agreements, of = kinds) =>
    flowsNotAgreed(agreements, of, today).map(({ from, type }) => `${from} ${type}`);
  const others = {
    ...terms,
    flows: [
      { from: 'aarhus', type: 'person-moved/1', fields: ['person'] },
      { from: 'herning', type: trialType.name, fields: ['text', 'amount'] },
    ],
  };
  const beside: AgreementStep = { step: 'approve', agreement: agreementId(others), office: 'Direktør', terms: others };

  it('is each type that one of the two may not send, until another agreement beside is proposed', () => {
    expect(missing(active)).toEqual(['aarhus person-moved/1', 'herning trial-sent/1', 'herning person-moved/1']);
    expect(missing(evolveAgreements(active, 'herning', beside))).toEqual(['herning person-moved/1']);
  });
  it('is a type that has got another field', () =>
    expect(missing(active, [{ name: trialType.name, fields: ['text', 'amount', 'since'] }])).toEqual([
      'aarhus trial-sent/1',
      'herning trial-sent/1',
    ]));
  it('is nothing where nothing is agreed, or not any more', () =>
    expect([missing({}), missing(proposed), missing(ended)]).toEqual([[], [], []]));
});

describe('an agreement', () => {
  it.each([
    ['none', {}, today],
    ['proposed', proposed, today],
    ['agreed', active, localDate('2026-02-28')],
    ['active', active, localDate('2026-03-01')],
    ['active', active, localDate('2026-12-31')],
    ['suspended', suspended, today],
    ['ended', ended, today],
    ['ended', active, localDate('2027-01-01')],
    ['ended', evolveAgreements(proposed, 'herning', word('end')), today],
  ] as const)('is %s', (status, agreements, day) => expect(statusOf(agreements, day)).toBe(status));

  const all = { none: {}, proposed, active, suspended, ended };
  const cells = (Object.keys(AGREEMENT_STEPS) as (keyof typeof AGREEMENT_STEPS)[]).flatMap((step) =>
    (Object.keys(all) as (keyof typeof all)[]).map((status) => [step, status] as const),
  );
  it.each(cells)('%s is judged by the table in the state %s', (step, status) => {
    // Each by the side that has something to say: the second one approves what the first proposed, the first suspends what it did not.
    const member = step === 'approve' && status === 'proposed' ? 'herning' : step === 'suspend' ? 'herning' : 'aarhus';
    const fault = faultOfStep(all[status], member, step === 'approve' ? approve : word(step), today);
    expect(fault).toBe((AGREEMENT_STEPS[step] as readonly string[]).includes(status) ? undefined : 'wrong-status');
  });
  it.each<[string, Agreements, string, AgreementStep]>([
    ['not-a-party', active, 'odense', word('end')],
    ['not-a-party', {}, 'odense', approve],
    ['said-before', proposed, 'aarhus', approve],
    ['said-before', suspended, 'aarhus', word('suspend')],
    ['wrong-status', suspended, 'herning', word('resume')],
    ['other-terms', {}, 'aarhus', { ...approve, terms: { ...terms, purpose: 'Noget andet' } }],
    ['other-terms', {}, 'aarhus', { ...approve, terms: { ...terms, ends: localDate('2026-02-01') } }],
  ])('refuses a step as %s', (fault, agreements, member, step) =>
    expect(faultOfStep(agreements, member, step, today)).toBe(fault),
  );

  it('is the same on both sides in whatever order their words come', () => {
    const words = fc.array(fc.constantFrom(approve, word('suspend'), word('resume'), word('end')), { maxLength: 6 });
    fc.assert(
      fc.property(words, words, fc.infiniteStream(fc.boolean()), (ours, theirs, order) => {
        // Each side begins with its approval, as it must.
        const sides = { aarhus: [approve, ...ours], herning: [approve, ...theirs] };
        const straight = after(
          ...sides.aarhus.map((step): [string, AgreementStep] => ['aarhus', step]),
          ...sides.herning.map((step): [string, AgreementStep] => ['herning', step]),
        );
        const mixed: [string, AgreementStep][] = [];
        const [a, b] = [[...sides.aarhus], [...sides.herning]];
        while (a.length + b.length > 0) {
          const takesFirst = b.length === 0 || (a.length > 0 && order.next().value === true);
          mixed.push(takesFirst ? ['aarhus', a.shift()!] : ['herning', b.shift()!]);
        }
        expect(digestOfAgreements(after(...mixed))).toBe(digestOfAgreements(straight));
      }),
    );
  });
  it('is not approved by who suspends, resumes or is no party', () => {
    expect(statusOf(evolveAgreements(proposed, 'herning', word('suspend')))).toBe('proposed');
    expect(statusOf(evolveAgreements(proposed, 'herning', word('resume')))).toBe('proposed');
    expect(statusOf(evolveAgreements(proposed, 'odense', approve))).toBe('proposed');
    expect(after(['aarhus', { ...approve, agreement: '0'.repeat(64) }])).toEqual({});
  });
});

describe('a pass', () => {
  const pass = { from: 'aarhus', to: 'herning', type: trialType.name, content: { text: 'x', amount: '1' } };
  it('goes under an active agreement', () => expect(faultOfPass(active[AGREEMENT], pass, today)).toBeUndefined());
  it.each([
    ['no-agreement', undefined, pass],
    ['no-agreement', active, { ...pass, to: 'odense' }],
    ['no-agreement', active, { ...pass, to: 'aarhus' }],
    ['not-yet-active', proposed, pass],
    ['suspended', suspended, pass],
    ['ended', ended, pass],
    ['type-not-agreed', active, { ...pass, type: 'other-sent/1' }],
    ['type-not-agreed', active, { ...pass, from: 'herning', to: 'aarhus' }],
    ['field-not-agreed', active, { ...pass, content: { ...pass.content, cpr: '…' } }],
  ] as const)('is refused as %s', (reason, agreements, candidate) =>
    expect(faultOfPass(agreements?.[AGREEMENT], candidate, today)).toBe(reason),
  );
  it('ends by itself with the period', () =>
    expect(faultOfPass(active[AGREEMENT], pass, localDate('2027-01-01'))).toBe('ended'));
});
