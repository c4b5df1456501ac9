import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import {
  instanceIdOf,
  isMunicipalityCode,
  municipalityByCode,
  municipalityByInstance,
  municipalityByName,
  officialNameOf,
  regionOf,
  regionsOf,
} from './municipality.js';

describe('regions', () => {
  it.each([
    ['0101', '2026-12-31', 'Region Hovedstaden'],
    ['0101', '2027-01-01', 'Region Østdanmark'],
    ['0259', '2026-12-31', 'Region Sjælland'],
    ['0259', '2027-01-01', 'Region Østdanmark'],
    ['0751', '2027-01-01', 'Region Midtjylland'],
  ])('the treasury of %s on %s is %s', (code, on, name) => expect(regionOf(code, localDate(on)).name).toBe(name));
  it('follow each other', () => {
    expect(regionsOf('0751').map(({ name }) => name)).toEqual(['Region Midtjylland']);
    expect(regionsOf('0259').map(({ name, until }) => [name, until])).toEqual([
      ['Region Sjælland', '2026-12-31'],
      ['Region Østdanmark', undefined],
    ]);
  });
  it('knows 98 municipalities and no others', () => {
    expect(Array.from({ length: 1000 }, (_, n) => String(n).padStart(4, '0')).filter(isMunicipalityCode)).toHaveLength(
      98,
    );
    expect(() => regionOf('0999', localDate('2026-01-01'))).toThrow(RangeError);
  });
});

describe('a municipality', () => {
  it.each([
    ['0101', 'København'],
    ['101', 'København'],
    ['0751', 'Aarhus'],
    ['0313', undefined],
    ['9999', undefined],
    ['1', undefined],
  ])('with the code %s is %s', (code, name) => expect(municipalityByCode(code)?.name).toBe(name));
  it.each([
    ['København', '0101'],
    ['Københavns Kommune', '0101'],
    ['aarhus', '0751'],
    ['Århus kommune', '0751'],
    ['Vesthimmerland', '0820'],
    ['Haslev', undefined],
  ])('called %s has the code %s', (name, code) => expect(municipalityByName(name)?.code).toBe(code));
});

describe('the instance of a municipality', () => {
  it.each([
    ['0751', 'aarhus', 'Aarhus Kommune'],
    ['0657', 'herning', 'Herning Kommune'],
    ['0101', 'koebenhavn', 'Københavns Kommune'],
    ['0760', 'ringkoebing-skjern', 'Ringkøbing-Skjern Kommune'],
    ['0492', 'aeroe', 'Ærø Kommune'],
  ])('%s is called %s and is that of %s', (code, id, name) => {
    const municipality = municipalityByCode(code)!;
    expect([instanceIdOf(municipality), officialNameOf(municipality)]).toEqual([id, name]);
    expect(municipalityByInstance(id)).toBe(municipality);
  });
  it('has a name that no other has', () => {
    const all = Array.from({ length: 1000 }, (_, n) => municipalityByCode(String(n))).filter(
      (each) => each !== undefined,
    );
    expect(new Set(all.map(instanceIdOf)).size).toBe(98);
  });
});
