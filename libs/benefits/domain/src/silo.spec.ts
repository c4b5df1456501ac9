import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { siloOfBenefit, siloOfKey, siloOfParty } from './silo.js';

const aarhus = {
  id: 'aarhus',
  name: 'Aarhus Kommune',
  kind: 'municipality',
  organisation: 'aarhus',
  municipalityCode: '0751',
  department: 'social',
};
const names = { social: { da: 'Sociale Forhold', en: 'Social Affairs' } };

describe('silos', () => {
  it('are the department that pays, and the same department when it gains', () => {
    const payer = siloOfParty(aarhus, 'DKK', names);
    expect(payer).toEqual({
      key: 'municipality:0751/social',
      treasury: 'municipality',
      department: 'social',
      name: { da: 'Aarhus Kommune, Sociale Forhold', en: 'Aarhus Kommune, Social Affairs' },
    });
    expect(
      siloOfBenefit(
        { treasury: 'municipality', department: 'social', fallsOn: localDate('2026-01-01') },
        aarhus,
        names,
      ),
    ).toEqual(payer);
  });
  it('of a municipality are its own where no department is named, and say a department that has no name by its code', () => {
    const whole = {
      key: 'municipality:0751',
      treasury: 'municipality',
      department: null,
      name: { da: 'Aarhus Kommune', en: 'Aarhus Kommune' },
    };
    expect(siloOfParty({ ...aarhus, department: undefined }, 'DKK')).toEqual(whole);
    expect(siloOfParty(aarhus, 'DKK')).toMatchObject({ name: { da: 'Aarhus Kommune, social' } });
    expect(siloOfParty({ ...aarhus, department: undefined, municipalityCode: undefined }, 'DKK').key).toBe(
      'municipality:aarhus',
    );
  });
  it('follow the region through the merger', () => {
    const roskilde = { ...aarhus, municipalityCode: '0265' };
    const on = (day: string) =>
      siloOfBenefit({ treasury: 'region', department: null, fallsOn: localDate(day) }, roskilde, names).key;
    expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['region:sjaelland', 'region:ostdanmark']);
    const line = { treasury: 'region', department: null, fallsOn: localDate('2026-01-01') } as const;
    expect(siloOfBenefit(line, aarhus, names)).toEqual({
      key: 'region:midtjylland',
      treasury: 'region',
      department: null,
      name: { da: 'Region Midtjylland', en: 'Region Midtjylland' },
    });
    expect(() => siloOfBenefit(line, { ...aarhus, municipalityCode: undefined }, names)).toThrow(RangeError);
  });
  it('of a benefit of the state is the one state', () => {
    const line = { treasury: 'state', department: null, fallsOn: localDate('2026-01-01') } as const;
    expect(siloOfBenefit(line, aarhus, names)).toEqual({
      key: 'state',
      treasury: 'state',
      department: null,
      name: { da: 'Staten', en: 'The state' },
    });
  });
  it('keep a foreign government out of the Danish treasury', () => {
    const government = { id: 'fcf-authority', name: 'UK government', kind: 'state', organisation: 'aarhus' };
    expect(siloOfParty(government, 'GBP').key).toBe('state:fcf-authority');
    expect(siloOfParty(government, 'DKK').key).toBe('state');
  });
  it.each([
    ['fund', 'fund:x'],
    ['supplier', 'supplier:x'],
    ['company', 'company:x'],
    ['verifier', 'company:x'],
    ['region', 'region:x'],
  ])('of a %s is %s', (kind, key) =>
    expect(siloOfParty({ id: 'p', name: 'X', kind, organisation: 'x' }, 'DKK')).toEqual({
      key,
      treasury: key.split(':')[0],
      department: null,
      name: { da: 'X', en: 'X' },
    }),
  );
  it('of a region is that of its benefits', () =>
    expect(
      siloOfParty({ id: 'p', name: 'Region Midtjylland', kind: 'region', organisation: 'region-midtjylland' }, 'DKK')
        .key,
    ).toBe('region:midtjylland'));
});

describe('a purse as another instance names it', () => {
  it('is the municipality’s own, a region’s or the state’s, with its name', () => {
    expect(siloOfKey('municipality:0751/social', aarhus, names)).toEqual(siloOfParty(aarhus, 'DKK', names));
    expect(siloOfKey('region:ostdanmark', aarhus, names).name.da).toBe('Region Østdanmark');
    expect(siloOfKey('state', aarhus, names).treasury).toBe('state');
    expect(siloOfKey('citizen', aarhus, names).name.da).toBe('Borgerne');
  });
  it.each(['municipality:0657/social', 'region:atlantis', 'region:midtjylland/social', 'fund:dsi'])(
    'is not %s',
    (key) => expect(() => siloOfKey(key, aarhus, names)).toThrow(RangeError),
  );
});
