import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { candidate } from '../test/contract.js';
import { differences, referenceTaken, repeatDiffers } from './repeat.js';

const standing = candidate({ quantity: '2.5', externalRef: 'r1' });

describe('a row that claims what stands already', () => {
  it.each(['2.5', '2.50', '02.5', '0002.500'])('is a mere repeat, however its quantity is written: %s', (quantity) =>
    expect(differences(standing, { ...standing, quantity })).toEqual([]),
  );
  it('writes a whole number with or without decimals, and keeps the zeros that count', () =>
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(3), fc.nat(3), (n, before, after) => {
        const written = `${'0'.repeat(before)}${n}${after > 0 ? `.${'0'.repeat(after)}` : ''}`;
        expect(differences({ ...standing, quantity: String(n) }, { ...standing, quantity: written })).toEqual([]);
        expect(differences({ ...standing, quantity: `${n}0` }, { ...standing, quantity: `${n}` })).toHaveLength(
          n === 0 ? 0 : 1,
        );
        expect(differences({ ...standing, quantity: `${n}.05` }, { ...standing, quantity: `${n}.5` })).toHaveLength(1);
      }),
    ));
  it('says each thing that differs, with both values, in both languages', () =>
    expect(
      differences(standing, {
        on: localDate('2025-04-02'),
        quantity: '10.0',
        externalRef: null,
        evidence: [{ source: 'document' }, { digest: 'abcdef0123456789', source: 'register' } as { source: string }],
      }),
    ).toEqual([
      { da: 'datoen (2025-04-01 → 2025-04-02)', en: 'the day (2025-04-01 → 2025-04-02)' },
      { da: 'antallet (2.5 → 10)', en: 'the quantity (2.5 → 10)' },
      { da: 'referencen (r1 → –)', en: 'the reference (r1 → –)' },
      { da: 'dokumentationen (register → abcdef01, document)', en: 'the evidence (register → abcdef01, document)' },
    ]));
  it('does not differ by the order of its evidence, but by its absence', () => {
    const two = { ...standing, evidence: [{ source: 'register' }, { source: 'document' }] };
    expect(differences(two, { ...two, evidence: two.evidence.toReversed() })).toEqual([]);
    expect(differences(two, { ...two, evidence: [] })).toEqual([
      { da: 'dokumentationen (document, register → –)', en: 'the evidence (document, register → –)' },
    ]);
    expect(differences({ ...two, externalRef: null }, two)).toEqual([
      { da: 'referencen (– → r1)', en: 'the reference (– → r1)' },
    ]);
  });
  it('is refused with what differs', () =>
    expect(
      repeatDiffers([
        { da: 'datoen', en: 'the day' },
        { da: 'antallet', en: 'the quantity' },
      ]),
    ).toEqual({
      check: 'no-repeat',
      severity: 'error',
      code: 'outcomes.repeat-differs',
      da: 'Resultatet er allerede meldt, men her afviger datoen, antallet. Det meldte står ved magt; få det tilbageført, hvis det er forkert.',
      en: 'The outcome is claimed already, but here the day, the quantity differs. What was claimed stands; have it reversed if it is wrong.',
    }));
  it('is refused when its reference belongs to another claim', () =>
    expect(referenceTaken('r1')).toEqual({
      check: 'no-repeat',
      severity: 'error',
      code: 'outcomes.reference-taken',
      da: 'Referencen r1 er brugt til et andet resultat. Brug en ny.',
      en: 'The reference r1 belongs to another claim. Use a new one.',
    }));
});
