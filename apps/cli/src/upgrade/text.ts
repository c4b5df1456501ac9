import type { RestorePoint } from '@ringvirkning/embedded';
import type { Language } from '../report/words.js';
import type { Plan, ServicePlan } from './plan.js';
import type { Upgraded } from './upgrade.js';

const danish = {
  upToDate: 'Databaserne passer til denne version. Der er intet at gøre.',
  newer: 'Databaserne er fra en nyere version end denne:',
  pending: (count: number) => `${count} ændringer mangler:`,
  held: {
    everything: (table: string) => `ingen kan læse eller skrive ${table}`,
    writing: (table: string) => `ingen kan skrive ${table}`,
  },
  rewritten: 'skrives om',
  size: (rows: number, size: string, ms: number) => `${rows} rækker, ${size}, læst på ${ms} ms`,
  together: 'Hver tjenestes ændringer er én transaktion: så længe ventes der, og går noget galt, er intet af dem sket.',
  room: (size: string) =>
    `Omskrevne tabeller fylder ${size} ekstra, og gendannelsespunktet det samme som databaserne nu.`,
  next: 'Stop tjenesterne, og kør: ringvirkning upgrade',
  done: (count: number) => `${count} ændringer er kørt.`,
  start: 'Start den nye version.',
  back: (at: string) => `Gendannelsespunkt fra ${at}. Tilbage, mens intet kører: ringvirkning upgrade --back`,
  backup: (folder: string, digest: string) =>
    `Gendannelsespunktet er sikkerhedskopien ${folder} (fingeraftryk ${digest}). Tilbage, med den forrige version: ringvirkning restore ${folder} --key <nøgle> --to <mappe> --databases --replace`,
  returned: (at: string) =>
    `Databaserne er, som de var ${at}. Hvad der er skrevet siden, er ikke med; det ligger ved siden af til næste gendannelsespunkt. Start den forrige version.`,
};
const english: typeof danish = {
  upToDate: 'The databases fit this version. There is nothing to do.',
  newer: 'The databases are of a newer version than this one:',
  pending: (count) => `${count} changes are pending:`,
  held: {
    everything: (table) => `nobody can read or write ${table}`,
    writing: (table) => `nobody can write ${table}`,
  },
  rewritten: 'is written anew',
  size: (rows, size, ms) => `${rows} rows, ${size}, read in ${ms} ms`,
  together:
    'The changes of a service are one transaction: so long one waits, and when one goes wrong none of them has happened.',
  room: (size) => `Tables written anew take ${size} more, and the restore point as much as the databases take now.`,
  next: 'Stop the services, and run: ringvirkning upgrade',
  done: (count) => `${count} changes were made.`,
  start: 'Start the new version.',
  back: (at) => `Restore point of ${at}. Back, while nothing runs: ringvirkning upgrade --back`,
  backup: (folder, digest) =>
    `The restore point is the backup ${folder} (digest ${digest}). Back, with the version before: ringvirkning restore ${folder} --key <key> --to <folder> --databases --replace`,
  returned: (at) =>
    `The databases are as they were at ${at}. What was written since is not in them; it lies beside them until the next restore point. Start the version before.`,
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };

const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

/** @param written bytes of tables that are written anew. */
export function planText({ state, services }: Plan, written: number, language: Language): string {
  const words = WORDS[language];
  if (state === 'up-to-date') return `${words.upToDate}\n`;
  if (state === 'newer')
    return [
      words.newer,
      ...services.flatMap(({ service, unknown }) => unknown.map((name) => `  ${service}: ${name}`)),
      '',
    ].join('\n');
  const count = services.reduce((sum, { pending }) => sum + pending.length, 0);
  return [
    words.pending(count),
    ...services.filter(({ pending }) => pending.length > 0).flatMap((service) => serviceLines(service, words)),
    words.together,
    words.room(mib(written)),
    words.next,
    '',
  ].join('\n');
}

const serviceLines = ({ service, pending, held }: ServicePlan, words: typeof danish): string[] => [
  `  ${service}: ${pending.join(', ')}`,
  ...held.map(({ table, from, isRewritten, rows, bytes, readMs }) =>
    ['   ', words.held[from](table), ...(isRewritten ? [words.rewritten] : []), words.size(rows, mib(bytes), readMs)]
      .join(', ')
      .replace(' , ', ' '),
  ),
];

export function upgradedText({ migrations, restorePoint }: Upgraded, language: Language): string {
  const words = WORDS[language];
  if (restorePoint === null) return `${words.upToDate}\n`;
  const way =
    'at' in restorePoint ? words.back(restorePoint.at) : words.backup(restorePoint.backup, restorePoint.digest);
  return [words.done(migrations), way, words.start, ''].join('\n');
}

export const returnedText = ({ at }: RestorePoint, language: Language): string => `${WORDS[language].returned(at)}\n`;
