import type { Language } from '../report/words.js';
import { verificationText } from '../operate/text.js';
import type { Pruned } from './prune.js';
import type { Restored } from './restore.js';
import type { Taken } from './take.js';
import type { Recomputed, Verified } from './verify.js';

const danish = {
  key: (id: string) => `Nøglen ${id} er lavet.`,
  keep: (secret: string, open: string) =>
    `${secret} er hemmelig: læg den et andet sted end sikkerhedskopierne. ${open} gives til dem, der tager dem.`,
  taken: (folder: string) => `Sikkerhedskopien ligger i ${folder}`,
  at: (at: string) => `Alle databaser, som de var ${at}`,
  amount: (rows: number, files: number) => `${rows} rækker, ${files} filer`,
  elsewhere: (services: string) => `Filer i en bucket er ikke med (${services}): slå dens egne versioner til.`,
  opens: (ids: string) => `Kan åbnes med: ${ids}`,
  digest: (digest: string) => `Fingeraftryk, der skal gemmes et andet sted: ${digest}`,
  next: 'Prøv den: ringvirkning backup verify',
  restored: (folder: string) => `Gendannet i ${folder}`,
  databases: 'Gendannet i de databaser, som miljøet nævner.',
  start: (command: string) => `Start den: ${command}`,
  partners:
    'Lad den aldrig køre samtidig med den gamle. Bagefter: ringvirkning verify, og hvad den siger (docs/books.md).',
  payments: (same: number, of: number) => `${same} af ${of} betalinger genberegnet ens`,
  settlements: (same: number, of: number) => `${same} af ${of} afregninger genberegnet ens`,
  well: (at: string) => `Sikkerhedskopien fra ${at} kan gendannes.`,
  notWell: 'Sikkerhedskopien kan gendannes, men ikke alt stemmer.',
  kept: (count: number) => `${count} sikkerhedskopier beholdes`,
  removed: (count: number, files: number) => `${count} fjernet, og ${files} filer, som ingen har mere`,
  would: (count: number, files: number) => `${count} ville blive fjernet, og ${files} filer, som ingen har mere`,
};
const english: typeof danish = {
  key: (id) => `The key ${id} is made.`,
  keep: (secret, open) => `${secret} is secret: keep it elsewhere than the backups. ${open} is for whoever takes them.`,
  taken: (folder) => `The backup is in ${folder}`,
  at: (at) => `All databases as they were at ${at}`,
  amount: (rows, files) => `${rows} rows, ${files} files`,
  elsewhere: (services) => `Files in a bucket are not in it (${services}): turn on its own versions.`,
  opens: (ids) => `Can be opened with: ${ids}`,
  digest: (digest) => `Digest, to be kept elsewhere: ${digest}`,
  next: 'Try it: ringvirkning backup verify',
  restored: (folder) => `Restored into ${folder}`,
  databases: 'Restored into the databases that the environment names.',
  start: (command) => `Start it: ${command}`,
  partners:
    'Never let it run while the old one does. Afterwards: ringvirkning verify, and what it says (docs/books.md).',
  payments: (same, of) => `${same} of ${of} payments recomputed the same`,
  settlements: (same, of) => `${same} of ${of} settlements recomputed the same`,
  well: (at) => `The backup of ${at} can be restored.`,
  notWell: 'The backup can be restored, but not everything agrees.',
  kept: (count) => `${count} backups are kept`,
  removed: (count, files) => `${count} removed, and ${files} files that none has any more`,
  would: (count, files) => `${count} would be removed, and ${files} files that none has any more`,
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };
const text = (...lines: readonly (string | false)[]): string =>
  [...lines.filter((line) => line !== false), ''].join('\n');

export function keyText(id: string, secret: string, open: string, language: Language): string {
  const words = WORDS[language];
  return text(words.key(id), words.keep(secret, open));
}

export function takenText({ folder, manifest, digest }: Taken, language: Language): string {
  const words = WORDS[language];
  const tables = Object.values(manifest.databases).flatMap((database) => database.tables);
  const evidence = Object.entries(manifest.evidence);
  const elsewhere = evidence.filter(([, files]) => files === null).map(([service]) => service);
  const files = evidence.reduce((sum, [, own]) => sum + (own?.length ?? 0), 0);
  return text(
    words.taken(folder),
    words.at(manifest.takenAt),
    words.amount(
      tables.reduce((sum, { rows }) => sum + rows, 0),
      files,
    ),
    elsewhere.length > 0 && words.elsewhere(elsewhere.join(', ')),
    words.opens(manifest.recipients.join(', ')),
    words.digest(digest),
    words.next,
  );
}

/** @param folder absent: into the databases of the environment. */
export function restoredText(
  { rows, files, elsewhere }: Restored,
  folder: string | undefined,
  start: string,
  language: Language,
): string {
  const words = WORDS[language];
  return text(
    folder === undefined ? words.databases : words.restored(folder),
    words.amount(rows, files),
    elsewhere.length > 0 && words.elsewhere(elsewhere.join(', ')),
    words.start(start),
    words.partners,
  );
}

const others = ({ others: not }: Recomputed): string[] => not.map(({ id, why }) => `  ${id}: ${why}`);

export function verifiedText(verified: Verified, language: Language): string {
  const words = WORDS[language];
  const { payments, settlements, books, isWell, takenAt, restored } = verified;
  return text(
    ...(books.state === 'agrees' ? [] : [verificationText(books, language)]),
    words.amount(restored.rows, restored.files),
    words.payments(payments.same, payments.of),
    ...others(payments),
    words.settlements(settlements.same, settlements.of),
    ...others(settlements),
    isWell ? words.well(takenAt) : words.notWell,
  );
}

export function prunedText({ kept, removed, files }: Pruned, isTrial: boolean, language: Language): string {
  const words = WORDS[language];
  return text(
    words.kept(kept.length),
    ...kept.map((id) => `  ${id}`),
    (isTrial ? words.would : words.removed)(removed.length, files),
    ...removed.map((id) => `  ${id}`),
  );
}
