import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Env } from '@ringvirkning/config';
import { writeSecret } from '@ringvirkning/embedded';
import { municipalityByInstance } from '@ringvirkning/reference';
import { InvalidArgumentError, type Command } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { asJson } from '../operate/reports.js';
import { ofSite, operatorCommand } from '../operator-command.js';
import { Progress } from '../progress.js';
import type { Language } from '../report/words.js';
import { siteOf, type SiteOptions } from '../site/site.js';
import { openBackup, type OpenedBackup } from './opened.js';
import { prune } from './prune.js';
import { newKeyPair, readKey } from './recipients.js';
import {
  elsewhereOf,
  restoreDatabases,
  restoreEvidence,
  restoreFolder,
  restoreSecrets,
  restoreSettings,
  type Restored,
} from './restore.js';
import { takeBackup } from './take.js';
import { keyText, prunedText, restoredText, takenText, verifiedText } from './text.js';
import { metricsText, verifyBackup } from './verify.js';

/** Something of what was restored does not agree. */
const DIFFERS = 1;

interface Told {
  readonly lang: Language;
  readonly json: boolean;
}
interface Opening extends Told {
  readonly key: string;
  readonly digest?: string;
}

/** Takes, tries, thins out and brings back backups. @returns the exit code: 0 done, 1 restored but not everything agrees, 2 not done. */
export const runBackup = (args: readonly string[], io: Io, env: Env): Promise<number> =>
  operatorCommand(args, io, (program, end) => {
    const group = program.command('backup').description('backups of an instance');
    addTaking(group, io, env);
    addTrying(group, io, end);
    addRestoring(program, io, env);
  });

const both = (command: Command): Command =>
  command.addOption(language()).option('--json', 'everything, for programs', false);
const opening = (command: Command): Command =>
  both(command)
    .requiredOption('--key <file>', 'the secret key of somebody the backup was made for')
    .option('--digest <hex>', 'of the backup, as it was said when it was taken: no other is taken then');
const many = (value: string, before: readonly string[]): string[] => [...before, value];

function addTaking(group: Command, io: Io, env: Env): void {
  both(group.command('key'))
    .description('makes the key pair of somebody who may open backups; two people or places at least have one')
    .requiredOption('--out <file>', 'the secret key; the public one lies beside it as <file>.pub.json')
    .action(async ({ out, lang, json }: Told & { out: string }) => {
      if (existsSync(out)) throw new Error(`${out} is there already: a key is never replaced`);
      const { secret, open, id } = await newKeyPair();
      writeSecret(out, secret.trim());
      writeFileSync(`${out}.pub.json`, open);
      io.out(json ? asJson({ id, secret: out, open: `${out}.pub.json` }) : keyText(id, out, `${out}.pub.json`, lang));
    });
  ofSite(both(group.command('new')))
    .description('backs up databases, evidence, secrets and settings of an instance while it works, as of one moment')
    .requiredOption('--to <folder>', 'where the backups of this instance lie')
    .option('--for <key.pub.json>', 'a public key of who may open it; two at least', many, [])
    .action(async (options: Told & SiteOptions & { to: string; for: readonly string[] }) => {
      const recipients = await Promise.all(options.for.map((file) => readKey(readFileSync(file, 'utf8'), 'open')));
      const taken = await watched(io, (step) =>
        takeBackup({ site: siteOf(options, env), to: resolve(options.to), recipients, now: () => io.now(), step }),
      );
      io.out(options.json ? asJson({ ...taken, manifest: undefined }) : takenText(taken, options.lang));
    });
}

function addTrying(group: Command, io: Io, end: (code: number) => void): void {
  opening(group.command('verify'))
    .description('restores a backup into a place of its own, runs it, and computes every payment and settlement again')
    .argument('<backup>', 'the folder of one backup')
    .option('--scratch <folder>', 'where the place is made; default: the temporary folder')
    .option('--metrics <file.prom>', "what is written for Prometheus' node exporter to read")
    .action(async (folder: string, options: Opening & { scratch?: string; metrics?: string }) => {
      const backup = await openBackup(folder, readFileSync(options.key, 'utf8'), options.digest);
      const verified = await watched(io, (step) => verifyBackup(backup, options.scratch, () => io.now(), step));
      if (options.metrics !== undefined) writeMetrics(options.metrics, metricsText(verified));
      io.out(options.json ? asJson(verified) : verifiedText(verified, options.lang));
      if (!verified.isWell) end(DIFFERS);
    });
  both(group.command('prune'))
    .description('removes old backups: of the newest days and months the last one of each is kept')
    .argument('<folder>', 'where the backups of an instance lie')
    .option('--daily <n>', 'days', count, 14)
    .option('--monthly <n>', 'months', count, 12)
    .option('--diff', 'only say what would be removed', false)
    .action(
      (
        folder: string,
        { daily, monthly, diff, lang, json }: Told & { daily: number; monthly: number; diff: boolean },
      ) => {
        const pruned = prune(resolve(folder), { daily, monthly }, diff);
        io.out(json ? asJson(pruned) : prunedText(pruned, diff, lang));
      },
    );
}

interface Restoring extends Opening {
  readonly to: string;
  readonly databases: boolean;
  readonly secrets: boolean;
  readonly replace: boolean;
}

function addRestoring(program: Command, io: Io, env: Env): void {
  opening(program.command('restore'))
    .description('brings an instance back from a backup, into an empty folder')
    .argument('<backup>', 'the folder of one backup')
    .requiredOption('--to <folder>', 'an empty folder, from which the instance is started then')
    .option('--secrets', 'secrets and settings alone, from which instance new makes the rest', false)
    .option(
      '--databases',
      'fill the databases that the environment of the migration step names; no service may run meanwhile',
      false,
    )
    .option('--replace', 'with --databases: also those that are in use; what is in them is gone', false)
    .action(async (folder: string, options: Restoring) => {
      const { to, databases, secrets, key, digest, lang, json } = options;
      const backup = await openBackup(folder, readFileSync(key, 'utf8'), digest);
      const start = databases ? 'node apps/instance/dist/main.js' : startOf(backup, to);
      const restored = await watched(io, (step) => {
        if (secrets) return intoSecrets(backup, options);
        return databases ? intoDatabases(backup, options, env, step) : restoreFolder(backup, to, false, step);
      });
      const place = databases && !secrets ? undefined : to;
      io.out(json ? asJson({ ...restored, to, start }) : restoredText(restored, place, start, lang));
    });
}

function startOf({ manifest: { settings, instance } }: OpenedBackup, to: string): string {
  if (settings !== null) return `npm start -- --instance ${to}`;
  return `npm start -- --data ${to} --kommune ${municipalityByInstance(instance)?.code ?? '<code>'}`;
}

/** What an environment is made from: secrets and settings, before there are databases. */
async function intoSecrets(backup: OpenedBackup, { to }: Restoring): Promise<Restored> {
  await restoreSecrets(backup, join(resolve(to), 'secrets'));
  restoreSettings(backup, resolve(to));
  return { rows: 0, files: 0, elsewhere: elsewhereOf(backup) };
}

/** Databases, and evidence where the services of the environment have their files. */
async function intoDatabases(
  backup: OpenedBackup,
  { replace }: Restoring,
  env: Env,
  step: (done: number, of: number) => void,
): Promise<Restored> {
  const superUrl = env['POSTGRES_SUPERUSER_URL'];
  if (!superUrl) throw new Error('POSTGRES_SUPERUSER_URL is missing: a restore makes databases and roles');
  const rows = await restoreDatabases(backup, env, superUrl, step, replace);
  const { programs } = siteOf({}, { ...env, RINGVIRKNING_DATA: undefined });
  const files = await restoreEvidence(
    backup,
    (service) => [...programs].find(([name]) => name === service)?.[1]['FILES_FOLDER'] || undefined,
  );
  return { rows, files, elsewhere: elsewhereOf(backup) };
}

async function watched<T>(io: Io, work: (step: Progress['update']) => Promise<T>): Promise<T> {
  const progress = new Progress(io);
  return work(progress.update).finally(() => progress.clear());
}

function count(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

/** Whole, for whoever reads it meanwhile; nothing in it is secret, and another user than ours tells it on. */
function writeMetrics(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text, { mode: 0o644 });
  renameSync(`${path}.new`, path);
}
