import type { Site } from '../site/site.js';
import type { FaultCode, Finding } from './finding.js';

/** One command, or one edit. Commands are the same in all languages. */
export interface Remedy {
  readonly da: string;
  readonly en: string;
}

const command = (text: string): Remedy => ({ da: text, en: text });

/** How the instance is started, migrated, … where it lies. */
interface Ways {
  readonly start: (what: string) => Remedy;
  readonly migrate: Remedy;
  readonly streams: Remedy;
  readonly configure: Remedy;
}

const START = 'npm start --';

const embedded = ({ folder, data }: Site): Ways => {
  const run = command(folder === data ? `${START} --data ${data}` : `${START} --instance ${folder}`);
  return { start: () => run, migrate: run, streams: run, configure: run };
};
const containers = ({ folder }: Site): Ways => {
  const compose = (what: string): Remedy => command(`cd ${folder} && docker compose ${what}`);
  return {
    start: (what) => compose(`up -d ${what}`),
    migrate: compose('up -d --force-recreate migrate'),
    streams: compose('up -d --force-recreate streams'),
    configure: command(`npm exec ringvirkning -- instance new --kommune <code> --to ${folder}`),
  };
};
const PROCESSES: Ways = {
  start: (what) => ({ da: `start ${what}`, en: `start ${what}` }),
  migrate: command('node apps/instance/dist/migrate.js'),
  streams: command('node apps/instance/dist/keep-streams.js'),
  configure: {
    da: 'sæt variablen i programmets miljø (docs/running.md#configuration)',
    en: "set the variable in the program's environment (docs/running.md#configuration)",
  },
};

const waysOf = (site: Site): Ways =>
  site.kind === 'embedded' ? embedded(site) : site.kind === 'containers' ? containers(site) : PROCESSES;

const first = (seen: string): string => seen.split(', ')[0]!;
/** Names from the catalogue of a database: as an identifier in SQL. */
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const inDatabase = (of: string | null, sql: string): Remedy => command(`psql -d rv_${of} -c '${sql}'`);
const forced = (table: string): string =>
  `ALTER TABLE ${identifier(table)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`;

type Of = Pick<Finding, 'of' | 'seen'>;

const REMEDIES: Readonly<Record<FaultCode, (at: Of, ways: Ways, site: Site) => Remedy | null>> = {
  'nothing-here': (_, { start }) => start(''),
  'nothing-runs': (_, { start }) => start(''),
  variable: (_, { configure }) => configure,
  'secret-missing': ({ seen }) => ({
    da: `læg ${seen} tilbage fra sikkerhedskopien; en ny ville lukke det ude, der er låst med den gamle`,
    en: `put ${seen} back from the backup; a new one would lock out what the old one locked`,
  }),
  'secret-open': ({ seen }) => command(`chmod 600 ${seen}`),
  'node-old': () => command('npm ci'),
  'postgres-old': () => ({ da: 'opgrader PostgreSQL til mindst 16', en: 'upgrade PostgreSQL to 16 or newer' }),
  'nats-old': () => ({ da: 'opgrader NATS til mindst 2.10.27', en: 'upgrade NATS to 2.10.27 or newer' }),
  'disk-low': ({ of }) => ({ da: `gør plads i ${of}`, en: `make room in ${of}` }),
  'disk-full': ({ of }) => ({ da: `gør plads i ${of}`, en: `make room in ${of}` }),
  'folder-missing': ({ of }) => command(`mkdir -p ${of} && chmod u+rwx ${of}`),
  'clock-off': () => command('timedatectl set-ntp true'),
  'postgres-away': (_, { start }) => start('postgres'),
  'postgres-refuses': (_, { migrate }) => migrate,
  'no-database': (_, { migrate }) => migrate,
  'role-strong': ({ of }) =>
    inDatabase(of, `ALTER ROLE ${identifier(`rv_${of}_app`)} NOSUPERUSER NOBYPASSRLS NOCREATEROLE`),
  'role-owns': ({ of, seen }) =>
    inDatabase(of, `ALTER TABLE ${identifier(first(seen))} OWNER TO ${identifier(`rv_${of}_owner`)}`),
  'rls-off': ({ of, seen }) => inDatabase(of, forced(first(seen))),
  'rls-open': ({ of, seen }) => inDatabase(of, forced(first(seen))),
  'not-migrated': (_, { migrate }) => migrate,
  'newer-database': () => ({
    da: 'kør den udgave, der har disse migreringer (git checkout), eller hent sikkerhedskopien fra før opgraderingen',
    en: 'run the version that has these migrations (git checkout), or restore the backup from before the upgrade',
  }),
  'nats-away': (_, { start }) => start('nats'),
  'nats-refuses': (_, { configure, start }, { kind }) =>
    kind === 'processes' ? configure : start('--force-recreate nats'),
  'nats-denies': (_, { start }) => start('--force-recreate nats'),
  'nats-allows': (_, { start }) => start('--force-recreate nats'),
  'stream-missing': (_, { streams }) => streams,
  'stream-altered': (_, { streams }) => streams,
  'consumer-missing': ({ of }, { start }) => start(of ?? ''),
  'issuer-away': (_, { start }) => start('keycloak'),
  'issuer-other': ({ seen }) => ({ da: `sæt OIDC_ISSUER til ${seen}`, en: `set OIDC_ISSUER to ${seen}` }),
  'issuer-keyless': (_, { start }) => start('keycloak'),
  'hub-away': ({ of }) => ({
    da: `bed den, der driver knudepunktet, om at åbne ${of}`,
    en: `ask whoever runs the hub to open ${of}`,
  }),
  'certificate-ends': ({ of }) => ({ da: `forny certifikatet for ${of}`, en: `renew the certificate of ${of}` }),
  'certificate-ended': ({ of }) => ({ da: `forny certifikatet for ${of}`, en: `renew the certificate of ${of}` }),
  'certificate-foreign': ({ of }) => ({
    da: `sæt et certifikat for ${of} ind, som maskinen stoler på, med hele kæden`,
    en: `install a certificate for ${of} that the machine trusts, with its chain`,
  }),
  'service-away': ({ of }, { start }) => start(of ?? ''),
  'service-not-ready': ({ of }, { start }) => start(of ?? ''),
  'service-degraded': () => command('npm exec ringvirkning -- status'),
  'mail-away': () => ({
    da: 'ret MAIL_URL, eller åbn vejen til mailserveren',
    en: 'correct MAIL_URL, or open the way to the mail server',
  }),
  partners: () => command('npm exec ringvirkning -- partnership status'),
  inside: (_, __, { folder }) => command(`cd ${folder} && docker compose ps`),
  'not-set-up': () => null,
  'no-answer': () => null,
};

/** The one command or edit that mends it; null where nothing is amiss. */
export const remedyOf = ({ code, ...at }: Finding, site: Site): Remedy | null =>
  code === null ? null : REMEDIES[code](at, waysOf(site), site);
