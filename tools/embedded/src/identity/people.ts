import { instanceIdOf, municipalityByInstance, officialNameOf, type Municipality } from '@ringvirkning/reference';

/** Somebody who can sign in at the embedded identity provider. */
export interface DemoPerson {
  /** Sign-in name, and the token's subject. */
  readonly username: string;
  readonly name: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly roles: readonly string[];
  readonly organisation: string;
  readonly departments: readonly string[];
}

const person = (
  username: string,
  name: string,
  da: string,
  en: string,
  organisation: string,
  departments: readonly string[] = [],
  role = username,
): DemoPerson => ({ username, name, title: { da, en }, roles: [role], organisation, departments });

const ORGANISATIONS: Readonly<Record<string, { readonly da: string; readonly en: string }>> = {
  'st-basils': { da: 'St Basils', en: 'St Basils' },
  dsi: { da: 'Den Sociale Investeringsfond', en: 'The Social Investment Fund' },
  'verifier-org': { da: 'Uafhængig verifikator', en: 'Independent verifier' },
};

const municipalityName = (id: string): { readonly da: string; readonly en: string } | undefined => {
  const found = municipalityByInstance(id);
  return found && { da: officialNameOf(found), en: `${found.name} municipality` };
};

/** What an organisation is called; its id where it has no name here. */
export const organisationName = (id: string): { readonly da: string; readonly en: string } =>
  ORGANISATIONS[id] ?? municipalityName(id) ?? { da: id, en: id };

/** The synthetic people of the demo in Aarhus, one per role, whose sign-in name is the role; and a head of a second department, because departments agree in twos. */
export const demoPeople: readonly DemoPerson[] = [
  person('case-worker', 'Anna Andersen', 'sagsbehandler', 'case worker', 'aarhus', ['sociale-forhold']),
  person('department-head', 'Bo Bertelsen', 'forvaltningschef', 'department head', 'aarhus', ['sociale-forhold']),
  person('controller', 'Carl Clausen', 'økonomicontroller', 'controller', 'aarhus'),
  person('municipal-director', 'Dorte Dam', 'kommunaldirektør', 'municipal director', 'aarhus'),
  person('council-member', 'Erik Eriksen', 'byrådsmedlem', 'council member', 'aarhus'),
  person('supplier', 'Fatima Farah', 'leverandør', 'supplier', 'st-basils'),
  person('investor', 'Gry Gregersen', 'investor', 'investor', 'dsi'),
  person('verifier', 'Hans Hansen', 'uafhængig verifikator', 'independent verifier', 'verifier-org'),
  person('operator', 'Ida Iversen', 'systemdrift', 'operator', 'aarhus'),
  person(
    'employment-head',
    'Julie Juhl',
    'beskæftigelseschef',
    'head of employment',
    'aarhus',
    ['beskaeftigelse'],
    'department-head',
  ),
];

const FIRST = ['Jens', 'Karen', 'Lars', 'Mette', 'Niels', 'Olga', 'Peter', 'Rikke', 'Søren', 'Tove', 'Ulla', 'Viggo'];
const LAST = [
  'Jensen',
  'Kjær',
  'Lund',
  'Madsen',
  'Nygaard',
  'Olsen',
  'Poulsen',
  'Riis',
  'Skov',
  'Thomsen',
  'Ude',
  'Vad',
];

/** The same functions in any municipality; outside Aarhus other synthetic people hold them. */
export const demoPeopleOf = (municipality: Municipality): readonly DemoPerson[] => {
  const id = instanceIdOf(municipality);
  if (id === 'aarhus') return demoPeople;
  const shift = Number(municipality.code);
  return demoPeople.map((known, index) => ({
    ...known,
    name: `${FIRST[(index + shift) % FIRST.length]!} ${LAST[(index + 5 * shift) % LAST.length]!}`,
    organisation: known.organisation === 'aarhus' ? id : known.organisation,
  }));
};
