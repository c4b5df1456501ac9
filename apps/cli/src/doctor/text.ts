import type { Language } from '../report/words.js';
import type { Site } from '../site/site.js';
import type { Check, FaultCode, Finding, Level } from './finding.js';
import { remedyOf } from './remedies.js';

const danish = {
  checks: {
    ...{ place: 'Stedet', configuration: 'Indstillinger', secrets: 'Hemmeligheder', versions: 'Udgaver', disk: 'Disk' },
    ...{ clock: 'Ure', database: 'Database', roles: 'Databasens roller', 'row-security': 'Rækkesikkerhed' },
    ...{ migrations: 'Migreringer', broker: 'Beskedserver', 'broker-rights': 'Rettigheder på beskedserveren' },
    ...{ streams: 'Strømme', 'sign-in': 'Login', certificates: 'Certifikater og nøgler', services: 'Tjenester' },
    ...{ mail: 'Mail', partners: 'Partnere' },
  } satisfies Record<Check, string>,
  codes: {
    'nothing-here': 'her er ingen instans',
    'nothing-runs': 'intet kører herfra',
    variable: 'en indstilling mangler eller er forkert',
    'secret-missing': 'hemmeligheden mangler',
    'secret-open': 'andre kan læse hemmeligheden',
    'node-old': 'Node.js er for gammel',
    'postgres-old': 'PostgreSQL er for gammel',
    'nats-old': 'NATS er for gammel',
    'disk-low': 'der er snart ikke mere plads',
    'disk-full': 'der er næsten ingen plads',
    'folder-missing': 'mappen mangler eller kan ikke skrives i',
    'clock-off': 'uret går ikke som denne maskines',
    'postgres-away': 'databasen svarer ikke',
    'postgres-refuses': 'databasen afviser tjenestens adgangskode',
    'no-database': 'databasen er ikke oprettet',
    'role-strong': 'tjenestens rolle har rettigheder, der går uden om rækkesikkerheden',
    'role-owns': 'tjenestens rolle ejer tabeller',
    'rls-off': 'rækkesikkerheden gælder ikke for alle i tabellerne',
    'rls-open': 'tabellerne viser rækker til den, der intet må se',
    'not-migrated': 'migreringer mangler',
    'newer-database': 'databasen er nyere end denne udgave',
    'nats-away': 'beskedserveren svarer ikke',
    'nats-refuses': 'beskedserveren afviser tjenestens nøgle',
    'nats-denies': 'tjenesten må ikke, hvad den skal kunne',
    'nats-allows': 'tjenesten må mere, end den skal kunne',
    'stream-missing': 'strømmen mangler',
    'stream-altered': 'strømmen er sat op på en anden måde',
    'consumer-missing': 'modtagere mangler; tjenesten opretter dem, når den kører',
    'issuer-away': 'login-tjenesten svarer ikke',
    'issuer-other': 'login-tjenesten kalder sig noget andet',
    'issuer-keyless': 'login-tjenesten viser ingen nøgler',
    'hub-away': 'knudepunktet svarer ikke',
    'certificate-ends': 'certifikatet udløber snart',
    'certificate-ended': 'certifikatet er udløbet',
    'certificate-foreign': 'certifikatet bliver ikke troet',
    'service-away': 'svarer ikke',
    'service-not-ready': 'er ikke klar',
    'service-degraded': 'arbejder, men noget må vente',
    'mail-away': 'mail bliver ikke taget imod',
    partners: 'partnerskabet melder',
    inside: 'kan kun ses indefra, af containerne',
    'not-set-up': 'ikke sat op',
    'no-answer': 'kunne ikke spørges',
  } satisfies Record<FaultCode, string>,
  mend: 'gør',
  results: {
    well: (count: number) => `Alt er i orden (${count} ting set efter).`,
    warning: (count: number) => `Det virker; ${count} ting bør ses efter.`,
    fault: (count: number) => `${count} ting skal rettes.`,
  },
};
const english: typeof danish = {
  checks: {
    ...{ place: 'Place', configuration: 'Configuration', secrets: 'Secrets', versions: 'Versions', disk: 'Disk' },
    ...{ clock: 'Clocks', database: 'Database', roles: 'Database roles', 'row-security': 'Row-level security' },
    ...{ migrations: 'Migrations', broker: 'Broker', 'broker-rights': 'Rights at the broker' },
    ...{ streams: 'Streams', 'sign-in': 'Sign-in', certificates: 'Certificates and keys', services: 'Services' },
    ...{ mail: 'Mail', partners: 'Partners' },
  },
  codes: {
    'nothing-here': 'no instance is here',
    'nothing-runs': 'nothing runs from here',
    variable: 'a setting is missing or wrong',
    'secret-missing': 'the secret is missing',
    'secret-open': 'others can read the secret',
    'node-old': 'Node.js is too old',
    'postgres-old': 'PostgreSQL is too old',
    'nats-old': 'NATS is too old',
    'disk-low': 'room runs out soon',
    'disk-full': 'there is almost no room',
    'folder-missing': 'the folder is missing or cannot be written to',
    'clock-off': "the clock does not agree with this machine's",
    'postgres-away': 'the database does not answer',
    'postgres-refuses': "the database refuses the service's password",
    'no-database': 'the database has not been made',
    'role-strong': "the service's role has attributes that pass by row-level security",
    'role-owns': "the service's role owns tables",
    'rls-off': 'row-level security does not bind everybody in the tables',
    'rls-open': 'the tables show rows to somebody who may see none',
    'not-migrated': 'migrations are missing',
    'newer-database': 'the database is newer than this version',
    'nats-away': 'the broker does not answer',
    'nats-refuses': "the broker refuses the service's key",
    'nats-denies': 'the service may not do what it must',
    'nats-allows': 'the service may do more than it must',
    'stream-missing': 'the stream is missing',
    'stream-altered': 'the stream is set up otherwise',
    'consumer-missing': 'consumers are missing; the service makes them when it runs',
    'issuer-away': 'the sign-in service does not answer',
    'issuer-other': 'the sign-in service calls itself otherwise',
    'issuer-keyless': 'the sign-in service shows no keys',
    'hub-away': 'the hub does not answer',
    'certificate-ends': 'the certificate ends soon',
    'certificate-ended': 'the certificate has ended',
    'certificate-foreign': 'the certificate is not believed',
    'service-away': 'does not answer',
    'service-not-ready': 'is not ready',
    'service-degraded': 'works, but something must wait',
    'mail-away': 'mail is not taken',
    partners: 'the partnership reports',
    inside: 'can be seen from inside only, by the containers',
    'not-set-up': 'not set up',
    'no-answer': 'could not be asked',
  },
  mend: 'do',
  results: {
    well: (count) => `All is well (${count} things looked at).`,
    warning: (count) => `It works; ${count === 1 ? '1 thing wants' : `${count} things want`} a look.`,
    fault: (count) => `${count === 1 ? '1 thing' : `${count} things`} must be mended.`,
  },
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };
const SIGNS: Readonly<Record<Level, string>> = { well: '✓', warning: '!', fault: '✗', skipped: '–' };

export interface Diagnosis {
  readonly format: 'ringvirkning-doctor/1';
  readonly state: 'well' | 'warning' | 'fault';
  readonly findings: readonly (Finding & { readonly mend: { readonly da: string; readonly en: string } | null })[];
}

/** All findings, each that is not well with its remedy. */
export function diagnosisOf(findings: readonly Finding[], site: Site): Diagnosis {
  const has = (level: Level): boolean => findings.some((finding) => finding.level === level);
  return {
    format: 'ringvirkning-doctor/1',
    state: has('fault') ? 'fault' : has('warning') ? 'warning' : 'well',
    findings: findings.map((finding) => ({ ...finding, mend: remedyOf(finding, site) })),
  };
}

/** One line for each finding, and one more for what mends it. */
export function diagnosisText({ state, findings }: Diagnosis, language: Language): string {
  const words = WORDS[language];
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const blocks = [...byCheck].flatMap(([check, own]) => [
    words.checks[check],
    ...own.flatMap(({ level, of, code, seen, said, mend }) => [
      `  ${SIGNS[level]} ${[of, code && words.codes[code], said?.[language] ?? (seen === of ? '' : seen)].filter(Boolean).join(': ')}`,
      ...(mend && level !== 'skipped' ? [`      ${words.mend}: ${mend[language]}`] : []),
    ]),
  ]);
  const counted = findings.filter(({ level }) => (state === 'well' ? level !== 'skipped' : level === state)).length;
  return [...blocks, '', words.results[state](counted), ''].join('\n');
}
