import type { Currency } from '@ringvirkning/kernel';
import { regionByCode, regionOf } from '@ringvirkning/reference';
import type { BenefitLine } from './benefit-line.js';

export type Treasury = 'municipality' | 'region' | 'state' | 'citizen' | 'fund' | 'supplier' | 'company';

/** A purse as figures are kept: an authority's treasury, a department inside a municipality, or a private party. */
export interface Silo {
  /** Stable key, e.g. `municipality:0751/social`, `region:midtjylland`, `state`, `fund:dsi`. */
  readonly key: string;
  readonly treasury: Treasury;
  readonly department: string | null;
  readonly name: { readonly da: string; readonly en: string };
}

/** A party of a contract, as far as its purse goes. */
export interface PurseHolder {
  /** The party's id in the contract. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly organisation: string;
  readonly municipalityCode?: string | undefined;
  /** The department whose budget pays or gains. */
  readonly department?: string | undefined;
}

export type DepartmentNames = Readonly<Record<string, { readonly da: string; readonly en: string }>>;

const same = (text: string) => ({ da: text, en: text });
const STATE: Silo = { key: 'state', treasury: 'state', department: null, name: { da: 'Staten', en: 'The state' } };
/** The citizens' own means, as one purse: nobody's figure is one person's. */
const CITIZEN: Silo = {
  key: 'citizen',
  treasury: 'citizen',
  department: null,
  name: { da: 'Borgerne', en: 'The citizens' },
};

function municipalSilo(holder: PurseHolder, department: string | null, departments: DepartmentNames): Silo {
  const key = `municipality:${holder.municipalityCode ?? holder.organisation}`;
  if (department === null) return { key, treasury: 'municipality', department, name: same(holder.name) };
  const part = departments[department] ?? same(department);
  return {
    key: `${key}/${department}`,
    treasury: 'municipality',
    department,
    name: { da: `${holder.name}, ${part.da}`, en: `${holder.name}, ${part.en}` },
  };
}

/**
 * The purse of a party. Danish state parties share the one state purse, a foreign government has its own; a region's organisation id is `region-<code>`.
 * @param currency the contract's: only kroner lie in the Danish state's purse.
 */
export function siloOfParty(party: PurseHolder, currency: Currency, departments: DepartmentNames = {}): Silo {
  switch (party.kind) {
    case 'municipality':
      return municipalSilo(party, party.department ?? null, departments);
    case 'region':
      return {
        key: `region:${party.organisation.replace(/^region-/, '')}`,
        treasury: 'region',
        department: null,
        name: same(party.name),
      };
    case 'state':
      return currency === 'DKK' ? STATE : { ...STATE, key: `state:${party.id}`, name: same(party.name) };
    case 'fund':
    case 'supplier':
      return {
        key: `${party.kind}:${party.organisation}`,
        treasury: party.kind,
        department: null,
        name: same(party.name),
      };
    default:
      return { key: `company:${party.organisation}`, treasury: 'company', department: null, name: same(party.name) };
  }
}

/**
 * The public purse of a key as another instance names it: the municipality's own, a region's, the Danish state's, or the citizens'.
 * @throws RangeError on any other key.
 */
export function siloOfKey(key: string, municipality: PurseHolder, departments: DepartmentNames): Silo {
  const [purse, department = null] = key.split('/') as [string, string?];
  const own = municipalSilo(municipality, null, departments);
  if (purse === own.key) return municipalSilo(municipality, department, departments);
  if (key === STATE.key) return STATE;
  if (key === CITIZEN.key) return CITIZEN;
  const region = regionByCode(purse.replace(/^region:/, ''));
  if (!region || department !== null) throw new RangeError(`no public purse ${JSON.stringify(key)}`);
  return { key, treasury: 'region', department: null, name: same(region.name) };
}

/** The purse a benefit falls to: the person's municipality, the region that serves it on that day, the state, or the citizens. @throws RangeError on an unknown municipality code. */
export function siloOfBenefit(
  line: Pick<BenefitLine, 'treasury' | 'department' | 'fallsOn'>,
  municipality: PurseHolder,
  departments: DepartmentNames,
): Silo {
  if (line.treasury === 'state') return STATE;
  if (line.treasury === 'citizen') return CITIZEN;
  if (line.treasury === 'municipality') return municipalSilo(municipality, line.department, departments);
  const region = regionOf(municipality.municipalityCode ?? '', line.fallsOn);
  return { key: `region:${region.code}`, treasury: 'region', department: null, name: same(region.name) };
}
