import { localDate, type LocalDate } from '@ringvirkning/kernel';

/**
 * Region as of 2026 → `code name` of its municipalities: the 98 since 1 January 2007.
 * Source: Danmarks Statistik, Regioner, landsdele og kommuner; licence CC BY 4.0.
 */
const BY_REGION: Readonly<Record<string, string>> = {
  nordjylland:
    '0773 Morsø, 0787 Thisted, 0810 Brønderslev, 0813 Frederikshavn, 0820 Vesthimmerlands, 0825 Læsø, 0840 Rebild, 0846 Mariagerfjord, 0849 Jammerbugt, ' +
    '0851 Aalborg, 0860 Hjørring',
  midtjylland:
    '0615 Horsens, 0657 Herning, 0661 Holstebro, 0665 Lemvig, 0671 Struer, 0706 Syddjurs, 0707 Norddjurs, 0710 Favrskov, 0727 Odder, 0730 Randers, ' +
    '0740 Silkeborg, 0741 Samsø, 0746 Skanderborg, 0751 Aarhus, 0756 Ikast-Brande, 0760 Ringkøbing-Skjern, 0766 Hedensted, 0779 Skive, 0791 Viborg',
  syddanmark:
    '0410 Middelfart, 0420 Assens, 0430 Faaborg-Midtfyn, 0440 Kerteminde, 0450 Nyborg, 0461 Odense, 0479 Svendborg, 0480 Nordfyns, 0482 Langeland, ' +
    '0492 Ærø, 0510 Haderslev, 0530 Billund, 0540 Sønderborg, 0550 Tønder, 0561 Esbjerg, 0563 Fanø, 0573 Varde, 0575 Vejen, 0580 Aabenraa, ' +
    '0607 Fredericia, 0621 Kolding, 0630 Vejle',
  hovedstaden:
    '0101 København, 0147 Frederiksberg, 0151 Ballerup, 0153 Brøndby, 0155 Dragør, 0157 Gentofte, 0159 Gladsaxe, 0161 Glostrup, 0163 Herlev, ' +
    '0165 Albertslund, 0167 Hvidovre, 0169 Høje-Taastrup, 0173 Lyngby-Taarbæk, 0175 Rødovre, 0183 Ishøj, 0185 Tårnby, 0187 Vallensbæk, 0190 Furesø, ' +
    '0201 Allerød, 0210 Fredensborg, 0217 Helsingør, 0219 Hillerød, 0223 Hørsholm, 0230 Rudersdal, 0240 Egedal, 0250 Frederikssund, 0260 Halsnæs, ' +
    '0270 Gribskov, 0400 Bornholm',
  sjaelland:
    '0253 Greve, 0259 Køge, 0265 Roskilde, 0269 Solrød, 0306 Odsherred, 0316 Holbæk, 0320 Faxe, 0326 Kalundborg, 0329 Ringsted, 0330 Slagelse, ' +
    '0336 Stevns, 0340 Sorø, 0350 Lejre, 0360 Lolland, 0370 Næstved, 0376 Guldborgsund, 0390 Vordingborg',
};

interface Region {
  readonly name: string;
  readonly from?: LocalDate;
  /** Last day. */
  readonly to?: LocalDate;
}

const LAST_DAY = localDate('2026-12-31');

/** Regions with their validity: on 1 January 2027 Hovedstaden and Sjælland become Østdanmark. */
const REGIONS: Readonly<Record<string, Region>> = {
  nordjylland: { name: 'Region Nordjylland' },
  midtjylland: { name: 'Region Midtjylland' },
  syddanmark: { name: 'Region Syddanmark' },
  hovedstaden: { name: 'Region Hovedstaden', to: LAST_DAY },
  sjaelland: { name: 'Region Sjælland', to: LAST_DAY },
  ostdanmark: { name: 'Region Østdanmark', from: localDate('2027-01-01') },
};

const MERGED_INTO: Readonly<Record<string, string>> = { hovedstaden: 'ostdanmark', sjaelland: 'ostdanmark' };

export interface Municipality {
  /** Four digits; all begin with 0. */
  readonly code: string;
  readonly name: string;
}

const MUNICIPALITIES: readonly Municipality[] = Object.values(BY_REGION).flatMap((list) =>
  list.split(', ').map((item) => ({ code: item.slice(0, 4), name: item.slice(5) })),
);

const REGION_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_REGION).flatMap(([region, list]) =>
    list.split(', ').map((item) => [item.slice(0, 4), region] as const),
  ),
);

export const isMunicipalityCode = (code: string): boolean => REGION_OF.has(code);

/** The municipality with this code, also where a spreadsheet has taken its zero; undefined for a code that is not in use. */
export function municipalityByCode(code: string): Municipality | undefined {
  const full = code.padStart(4, '0');
  return MUNICIPALITIES.find((municipality) => municipality.code === full);
}

/** The municipality of this name (`København`, `Københavns Kommune`, `Århus`). */
export const municipalityByName = (name: string): Municipality | undefined =>
  MUNICIPALITIES.find((municipality) => plainName(municipality.name) === plainName(name));

const OFFICIALLY: Readonly<Record<string, string>> = {
  København: 'Københavns Kommune',
  Bornholm: 'Bornholms Regionskommune',
};

/** `Herning Kommune`. */
export const officialNameOf = ({ name }: Municipality): string => OFFICIALLY[name] ?? `${name} Kommune`;

/** What a municipality's instance is called where letters of a to z alone will do: `aarhus`, `koebenhavn`, `ringkoebing-skjern`. */
export const instanceIdOf = ({ name }: Municipality): string =>
  name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replaceAll(/[^a-z0-9]+/g, '-');

/** The municipality whose instance is called so. */
export const municipalityByInstance = (id: string): Municipality | undefined =>
  MUNICIPALITIES.find((municipality) => instanceIdOf(municipality) === id);

const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\s+kommune$/, '')
    .replace(/s$/, '')
    .replaceAll('å', 'aa');

/** The regions that serve a municipality one after the other, each until its last day; the last has none. @throws RangeError on an unknown municipality code. */
export function regionsOf(
  municipalityCode: string,
): { readonly code: string; readonly name: string; readonly until?: LocalDate }[] {
  const code = REGION_OF.get(municipalityCode);
  if (code === undefined) throw new RangeError(`no municipality ${JSON.stringify(municipalityCode)}`);
  const { name, to } = REGIONS[code]!;
  if (to === undefined) return [{ code, name }];
  const next = MERGED_INTO[code]!;
  return [
    { code, name, until: to },
    { code: next, name: REGIONS[next]!.name },
  ];
}

/** A region there is or was. */
export const regionByCode = (code: string): { readonly code: string; readonly name: string } | undefined =>
  Object.hasOwn(REGIONS, code) ? { code, name: REGIONS[code]!.name } : undefined;

/** The region whose treasury serves a municipality on a date. @throws RangeError on an unknown municipality code. */
export function regionOf(municipalityCode: string, on: LocalDate): { readonly code: string; readonly name: string } {
  const { code, name } = regionsOf(municipalityCode).find(({ until }) => until === undefined || on <= until)!;
  return { code, name };
}
