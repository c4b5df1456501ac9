import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Env } from '@ringvirkning/config';
import { readKey } from '../backup/recipients.js';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { asJson } from '../operate/reports.js';
import { ofSite, operatorCommand } from '../operator-command.js';
import { Progress } from '../progress.js';
import type { Language } from '../report/words.js';
import { siteOf, type Site, type SiteOptions } from '../site/site.js';
import { bytesWritten } from './plan.js';
import { planText, returnedText, upgradedText } from './text.js';
import { goBack, MustNot, planUpgrade, reachable, upgradeDatabases, upgradeFolder, type Upgraded } from './upgrade.js';

/** It is known what would be done, and it must not. */
const MUST_NOT = 1;

interface Options extends SiteOptions {
  readonly plan: boolean;
  readonly back: boolean;
  readonly to?: string;
  readonly for: readonly string[];
  readonly lang: Language;
  readonly json: boolean;
}

/** Brings databases to the version of this command. @returns the exit code: 0 done, or nothing to do; 1 it must not be done as things are; 2 not done. */
export const runUpgrade = (args: readonly string[], io: Io, env: Env): Promise<number> =>
  operatorCommand(args, io, (program, end) => {
    ofSite(program.command('upgrade'))
      .description('brings the databases to this version, after a restore point that leads back')
      .option('--plan', 'only say what would be done, and what would have to wait for it', false)
      .option('--back', 'put the databases back to the restore point', false)
      .option(
        '--to <folder>',
        'of databases that the environment names: where the backup lies that is the restore point',
      )
      .option('--for <key.pub.json>', 'a public key of who may open it; two at least', many, [])
      .addOption(language())
      .option('--json', 'everything, for programs', false)
      .action(async ({ plan, back, lang, json, ...options }: Options) => {
        const site = siteOf(options, env);
        const progress = new Progress(io);
        try {
          if (plan) {
            const found = await planUpgrade(site, progress.update);
            if (found.state === 'newer') end(MUST_NOT);
            return io.out(json ? asJson(found) : planText(found, bytesWritten(found), lang));
          }
          if (back) {
            const point = await goBack(site);
            return io.out(json ? asJson(point) : returnedText(point, lang));
          }
          const upgraded = await upgrade(site, options, io, progress);
          io.out(json ? asJson(upgraded) : upgradedText(upgraded, lang));
        } catch (error) {
          if (!(error instanceof MustNot)) throw error;
          io.err(`ringvirkning: ${error.message}\n`);
          end(MUST_NOT);
        } finally {
          progress.clear();
        }
      });
  });

async function upgrade(
  site: Site,
  { to, for: keys }: Pick<Options, 'to' | 'for'>,
  io: Io,
  progress: Progress,
): Promise<Upgraded> {
  if (site.kind === 'embedded') return upgradeFolder(site, () => io.now(), progress.update);
  reachable(site);
  if (to === undefined) throw new Error('--to is missing: a backup is taken there first, which leads back');
  const recipients = await Promise.all(keys.map((file) => readKey(readFileSync(file, 'utf8'), 'open')));
  return upgradeDatabases(site, { to: resolve(to), recipients, now: () => io.now(), step: progress.update });
}

const many = (value: string, before: readonly string[]): string[] => [...before, value];
