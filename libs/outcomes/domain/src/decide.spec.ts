import { describe, expect, it } from '@jest/globals';
import { addDaysInDenmark, DomainError, instant, type Instant } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { evolve, type Actor, type Claim, type ClaimFact, type ClaimRules } from './claim.js';
import {
  attest,
  CLAIM_STEPS,
  correct,
  decideObjection,
  finalise,
  mayClaim,
  mayOpenEvidence,
  mayVerify,
  openSteps,
  raiseObjection,
  reverse,
  sendBack,
  verify,
} from './decide.js';
import { STEPS, type Step } from './steps.js';

const start = instant('2026-03-01T10:00:00Z');
const rules: ClaimRules = {
  claimBy: ['supplier'],
  attestBy: 'authority',
  verifyBy: 'verifier',
  objectionDays: 14,
  parties: [
    { organisation: 'aarhus', roles: ['authority', 'payer'] },
    { organisation: 'st-basils', roles: ['supplier'] },
    { organisation: 'dsi', roles: ['investor'] },
    { organisation: 'verifier-org', roles: ['verifier'] },
  ],
};
const [fatima, anna, bo, hans, gry]: [Actor, Actor, Actor, Actor, Actor] = [
  { subject: 'fatima', organisation: 'st-basils' },
  { subject: 'anna', organisation: 'aarhus' },
  { subject: 'bo', organisation: 'aarhus' },
  { subject: 'hans', organisation: 'verifier-org' },
  { subject: 'gry', organisation: 'dsi' },
];
const by = (actor: Actor, at: Instant = start) => ({ by: actor, at });
const claimed = evolve(undefined, { type: 'claimed', claimId: 'c', ...by(fatima) });
const then = (claim: Claim, fact: ClaimFact): Claim => evolve(claim, fact);
const attested = then(claimed, attest(claimed, rules, 'attested', by(anna)));
const verified = then(attested, verify(attested, rules, 'approved', by(hans)));
const disputed = then(verified, raiseObjection(verified, rules, 'o1', by(gry)));
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
};
const windowEnd = addDaysInDenmark(start, 14);

describe('what a person is offered', () => {
  const final = then(verified, finalise(verified, by(bo, windowEnd)));
  it.each<[string, Claim, Actor, string[]]>([
    ['a claim to the case worker', claimed, anna, ['attest']],
    ['a claim to the one who made it', claimed, fatima, []],
    ['a claim to the verifier', claimed, hans, []],
    ['an attested claim to the verifier', attested, hans, ['verify']],
    ['an attested claim to the attester', attested, anna, []],
    ['a verified claim to a party', verified, gry, ['object']],
    ['a final claim to the authority', final, anna, ['reverse']],
  ])('of %s is what the rules allow', (_, claim, person, steps) =>
    expect(openSteps(claim, rules, CLAIM_STEPS, by(person))).toEqual(steps),
  );
  it('is never more than the permissions give', () =>
    expect(openSteps(claimed, rules, ['verify'], by(anna))).toEqual([]));
  it('of evidence is what was sent by the own organisation, or is to be attested or verified', () =>
    expect([fatima, anna, hans, gry].filter((person) => mayOpenEvidence(rules, person, 'st-basils'))).toEqual([
      fatima,
      anna,
      hans,
    ]));
});

describe('separation of duties', () => {
  it('lets only the parties claim that the contract names', () => {
    expect(codeOf(() => mayClaim(rules, fatima))).toBe('accepted');
    expect(codeOf(() => mayClaim(rules, gry))).toBe('outcomes.not-your-role');
  });
  it('lets any party claim that has one of the roles named, and says which roles those are', () => {
    const both: ClaimRules = { ...rules, claimBy: ['supplier', 'authority'] };
    expect([fatima, anna].map((person) => codeOf(() => mayClaim(both, person)))).toEqual(['accepted', 'accepted']);
    expect(() => mayClaim(both, gry)).toThrow('supplier, authority');
  });
  it('refuses a verification of the own organisation, whatever its part in the contract', () => {
    const byVerifiers = { ...attested, claimant: { subject: 'x', organisation: hans.organisation } };
    expect(codeOf(() => verify(byVerifiers, rules, 'approved', by(hans)))).toBe('outcomes.verifier-not-independent');
  });
  it('offers nobody of a supplier to verify, also when nothing is claimed yet', () => {
    const both = {
      ...rules,
      parties: [...rules.parties, { organisation: hans.organisation, roles: ['supplier'] }],
    };
    expect(codeOf(() => mayVerify(both, hans))).toBe('outcomes.verifier-not-independent');
    expect(codeOf(() => mayVerify(rules, hans))).toBe('accepted');
  });
  it('says which role is missing', () => {
    expect(() => raiseObjection(verified, rules, 'o', by({ subject: 'x', organisation: 'herning' }))).toThrow(
      'parties',
    );
    expect(() => attest(claimed, rules, 'attested', by(hans))).toThrow('authority');
    expect(() => verify(attested, rules, 'approved', by(gry))).toThrow('verifier');
  });
  it('refuses an attestation by the claimant', () => {
    const own = { ...claimed, claimant: anna };
    expect(codeOf(() => attest(own, rules, 'attested', by(anna)))).toBe('outcomes.same-person');
  });
  it('refuses an attestation by another party than the authority', () =>
    expect(codeOf(() => attest(claimed, rules, 'attested', by(hans)))).toBe('outcomes.not-your-role'));
  it.each([
    ['claimant', { claimant: { ...hans, organisation: 'aarhus' } }],
    ['attester', { attester: hans }],
  ])('refuses a verification by the %s', (_, earlier) =>
    expect(codeOf(() => verify({ ...attested, ...earlier }, rules, 'approved', by(hans)))).toBe('outcomes.same-person'),
  );
  it("refuses a verification from the supplier's organisation", () => {
    const both = {
      ...rules,
      parties: rules.parties.map((party) =>
        party.organisation === 'st-basils' ? { ...party, roles: ['supplier', 'verifier'] } : party,
      ),
    };
    expect(codeOf(() => verify(attested, both, 'approved', by({ subject: 'x', organisation: 'st-basils' })))).toBe(
      'outcomes.verifier-not-independent',
    );
  });
  it.each([
    ['selected', 'accepted'],
    ['waiting', 'outcomes.waits-for-sample'],
    [null, 'outcomes.waits-for-sample'],
  ] as const)('where a sample is agreed, of a claim that is %s in it: %s', (sample, code) => {
    const sampled = { ...rules, isSampled: true };
    expect(codeOf(() => verify({ ...attested, sample }, sampled, 'approved', by(hans)))).toBe(code);
    expect(codeOf(() => verify({ ...attested, sample }, rules, 'approved', by(hans)))).toBe('accepted');
  });
  it('refuses a verification by a party that is not the verifier', () =>
    expect(codeOf(() => verify(attested, rules, 'approved', by(gry)))).toBe('outcomes.not-your-role'));
  it('lets nobody decide who raised, made or attested', () => {
    for (const person of [gry, fatima, anna])
      expect(codeOf(() => decideObjection(disputed, 'o1', 'dismissed', by(person)))).toBe('outcomes.same-person');
    expect(codeOf(() => decideObjection(disputed, 'o1', 'dismissed', by(bo)))).toBe('accepted');
  });
});

describe('objections', () => {
  it('are possible until the window ends', () => {
    expect(codeOf(() => raiseObjection(verified, rules, 'o', by(gry, addDaysInDenmark(windowEnd, -1))))).toBe(
      'accepted',
    );
    expect(codeOf(() => raiseObjection(verified, rules, 'o', by(gry, windowEnd)))).toBe(
      'outcomes.objection-window-closed',
    );
  });
  it('are one per party while open, and possible again after a dismissal', () => {
    expect(codeOf(() => raiseObjection(disputed, rules, 'o2', by(gry)))).toBe('outcomes.objection-open');
    expect(codeOf(() => raiseObjection(disputed, rules, 'o2', by(fatima)))).toBe('accepted');
    const dismissed = then(disputed, decideObjection(disputed, 'o1', 'dismissed', by(bo)));
    expect(dismissed.status).toBe('verified');
    expect(codeOf(() => raiseObjection(dismissed, rules, 'o2', by(gry)))).toBe('accepted');
  });
  it('decide the one that is named, and leave the others open', () => {
    const twice = then(disputed, raiseObjection(disputed, rules, 'o2', by(fatima)));
    const decided = then(twice, decideObjection(twice, 'o2', 'dismissed', by(bo)));
    expect(decided).toMatchObject({
      status: 'disputed',
      objections: [
        { id: 'o1', decision: null },
        { id: 'o2', decision: 'dismissed' },
      ],
    });
    expect(codeOf(() => decideObjection(twice, 'o3', 'dismissed', by(bo)))).toBe('outcomes.unknown-objection');
  });
  it('that are upheld annul the claim for good', () => {
    const annulled = then(disputed, decideObjection(disputed, 'o1', 'upheld', by(bo)));
    expect(annulled.status).toBe('annulled');
    expect(codeOf(() => finalise(annulled, by(bo, windowEnd)))).toBe('outcomes.wrong-step');
    expect(codeOf(() => decideObjection(annulled, 'o1', 'dismissed', by(bo)))).toBe('outcomes.objection-decided');
  });
  it('hold the claim back while any of them is open', () => {
    const two = then(disputed, raiseObjection(disputed, rules, 'o2', by(fatima)));
    expect(then(two, decideObjection(two, 'o1', 'dismissed', by(bo))).status).toBe('disputed');
  });
  it('are for parties only', () =>
    expect(codeOf(() => raiseObjection(verified, rules, 'o', by({ subject: 'x', organisation: 'herning' })))).toBe(
      'outcomes.not-a-party',
    ));
});

describe('correcting', () => {
  const returned = then(claimed, attest(claimed, rules, 'returned', by(anna)));
  const colleague: Actor = { subject: 'farida', organisation: fatima.organisation };
  it.each([
    ['returned', returned],
    ['claimed', claimed],
    ['attested', attested],
  ])('sends a %s claim again, which nobody has attested then', (_, claim) =>
    expect(then(claim, correct(claim, rules, by(fatima)))).toMatchObject({
      status: 'claimed',
      claimant: fatima,
      attester: null,
      verifier: null,
    }),
  );
  it('is for the organisation that claimed, and not for who attested', () => {
    expect(codeOf(() => correct(returned, rules, by(colleague)))).toBe('accepted');
    expect(codeOf(() => correct(returned, rules, by(anna)))).toBe('outcomes.not-your-role');
    expect(codeOf(() => correct({ ...returned, claimant: gry }, rules, by(fatima)))).toBe('outcomes.not-your-claim');
    expect(codeOf(() => correct({ ...attested, attester: fatima }, rules, by(fatima)))).toBe('outcomes.same-person');
  });
  it('makes who corrected the claimant, who then decides nothing of it', () => {
    const corrected = then(returned, correct(returned, rules, by({ ...colleague, subject: hans.subject })));
    const again = then(corrected, attest(corrected, rules, 'attested', by(anna)));
    expect(codeOf(() => verify(again, rules, 'approved', by(hans)))).toBe('outcomes.same-person');
  });
  it.each(['waiting', 'selected'] as const)('is not possible while the claim is %s in an open sample', (sample) => {
    expect(codeOf(() => correct({ ...attested, sample }, rules, by(fatima)))).toBe('outcomes.in-sample');
    expect(codeOf(() => correct({ ...attested, sample: null }, rules, by(fatima)))).toBe('accepted');
  });
  it('is no longer possible once it is verified', () => {
    for (const claim of [verified, disputed])
      expect(codeOf(() => correct(claim, rules, by(fatima)))).toBe('outcomes.wrong-step');
  });
});

describe('becoming final', () => {
  it('refuses to finalise while the objection window is open', () => {
    expect(codeOf(() => finalise(verified, by(bo, addDaysInDenmark(windowEnd, -1))))).toBe(
      'outcomes.objection-window-open',
    );
    expect(codeOf(() => finalise(verified, by(bo, windowEnd)))).toBe('accepted');
  });
  it('needs a window, also where the claim says it is verified', () =>
    expect(codeOf(() => finalise({ ...verified, objectionEndsAt: null }, by(bo, windowEnd)))).toBe(
      'outcomes.wrong-step',
    ));
  it('happens at verification when there is no window', () => {
    const now = then(attested, verify(attested, { ...rules, objectionDays: 0 }, 'approved', by(hans)));
    expect(codeOf(() => finalise(now, by(hans)))).toBe('accepted');
  });
  it('ends in a reversal only, by somebody else than the claimant', () => {
    const final = then(verified, finalise(verified, by(bo, windowEnd)));
    expect(codeOf(() => reverse(final, by(fatima)))).toBe('outcomes.same-person');
    expect(then(final, reverse(final, by(bo))).status).toBe('reversed');
    expect(codeOf(() => reverse(verified, by(bo)))).toBe('outcomes.wrong-step');
  });
});

describe('the first fact of a claim', () => {
  it.each(['claimed', 'refused'] as const)('says that it is %s, by whom, and that nobody has decided', (type) =>
    expect(evolve(undefined, { type, claimId: 'c', ...by(fatima) })).toEqual({
      id: 'c',
      status: type,
      claimant: fatima,
      attester: null,
      verifier: null,
      objectionEndsAt: null,
      objections: [],
    }),
  );
  it('is no other', () =>
    expect(() => evolve(undefined, { type: 'finalised', ...by(bo) })).toThrow(
      "is 'claimed' or 'refused', not 'finalised'",
    ));
  it('is followed by whose return it was: who attested before, else who returned it', () => {
    const returned = evolve(claimed, { type: 'returned', ...by(anna) });
    expect(returned.attester).toEqual(anna);
    expect(evolve(verified, { type: 'returned', ...by(bo) }).attester).toEqual(anna);
  });
  it('keeps what was decided about an objection', () => {
    const decided = (decision: 'upheld' | 'dismissed') =>
      then(disputed, decideObjection(disputed, 'o1', decision, by(bo))).objections;
    expect([decided('upheld'), decided('dismissed')]).toEqual([
      [{ id: 'o1', by: gry, decision: 'upheld' }],
      [{ id: 'o1', by: gry, decision: 'dismissed' }],
    ]);
  });
});

describe('a step as it is told', () => {
  it.each<[string, () => ClaimFact]>([
    ['attested', () => attest(claimed, rules, 'attested', by(anna))],
    ['returned', () => attest(claimed, rules, 'returned', by(anna))],
    ['verified', () => verify(attested, rules, 'approved', by(hans))],
    ['rejected', () => verify(attested, rules, 'rejected', by(hans))],
  ])('is %s', (type, take) => expect(take().type).toBe(type));
});

describe('any order of steps', () => {
  const person = fc.constantFrom(fatima, anna, bo, hans, gry);
  const step = fc.record({
    kind: fc.constantFrom(
      'attest',
      'return',
      'approve',
      'reject',
      'object',
      'uphold',
      'dismiss',
      'finalise',
      'reverse',
      'correct',
      'send-back',
    ),
    person,
    days: fc.nat(20),
  });
  type Move = { kind: string; person: Actor; days: number };
  const decide = (claim: Claim, { kind, person: actor, days }: Move): ClaimFact => {
    const at = by(actor, addDaysInDenmark(start, days));
    const open = claim.objections.at(-1)?.id ?? 'none';
    const decisions: Record<string, () => ClaimFact> = {
      attest: () => attest(claim, rules, 'attested', at),
      return: () => attest(claim, rules, 'returned', at),
      approve: () => verify(claim, rules, 'approved', at),
      reject: () => verify(claim, rules, 'rejected', at),
      object: () => raiseObjection(claim, rules, `o${claim.objections.length}`, at),
      uphold: () => decideObjection(claim, open, 'upheld', at),
      dismiss: () => decideObjection(claim, open, 'dismissed', at),
      finalise: () => finalise(claim, at),
      reverse: () => reverse(claim, at),
      correct: () => correct(claim, rules, at),
      'send-back': () => sendBack(claim, at),
    };
    return decisions[kind]!();
  };
  const STEP_OF: Readonly<Record<string, Step>> = {
    attest: 'attest',
    return: 'attest',
    approve: 'verify',
    reject: 'verify',
    object: 'object',
    uphold: 'decide-objection',
    dismiss: 'decide-objection',
    finalise: 'finalise',
    reverse: 'reverse',
    correct: 'correct',
    'send-back': 'send-back',
  };
  it('follows the table of steps, and takes each step of it', () => {
    const taken = new Set<string>();
    const final = then(verified, finalise(verified, by(bo, windowEnd)));
    const start = fc.constantFrom(claimed, attested, verified, disputed, final);
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 40 }), (begun, moves) => {
        let claim = begun;
        for (const move of moves) {
          const before = claim.status;
          const { from, to } = STEPS[STEP_OF[move.kind]!];
          if (codeOf(() => (claim = evolve(claim, decide(claim, move)))) !== 'accepted') continue;
          taken.add(STEP_OF[move.kind]!);
          expect(from).toContain(before);
          expect(to).toContain(claim.status);
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect([...taken].sort()).toEqual(Object.keys(STEPS).sort());
  });
  it('makes nothing final without three people, and nothing final while disputed or annulled', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (moves) => {
        let claim = claimed;
        for (const move of moves) {
          const before = claim;
          try {
            claim = evolve(claim, decide(claim, move));
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (claim.status === 'final')
            expect(new Set([claim.claimant, claim.attester!, claim.verifier!].map(({ subject }) => subject)).size).toBe(
              3,
            );
          if (claim.status === 'final' && before.status !== 'final') expect(before.status).toBe('verified');
          if (['annulled', 'rejected', 'reversed'].includes(before.status)) expect(claim.status).toBe(before.status);
          if (before.status === 'returned') expect(['returned', 'claimed']).toContain(claim.status);
          if (claim.status !== 'annulled')
            expect(claim.objections.some(({ decision }) => decision === null)).toBe(claim.status === 'disputed');
        }
      }),
      { numRuns: 500 },
    ));
});
