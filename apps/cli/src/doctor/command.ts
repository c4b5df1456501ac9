import type { Env } from '@ringvirkning/config';
import { Command, CommanderError } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { asJson, type Told } from '../operate/reports.js';
import { Progress } from '../progress.js';
import { siteOf, type SiteOptions } from '../site/site.js';
import { examine } from './doctor.js';
import { diagnosisOf, diagnosisText } from './text.js';

/** 1: something must be mended. 2: what was meant could not be made out. */
const EXIT = { well: 0, warning: 0, fault: 1, unknown: 2 } as const;

/** Examines an instance from where the command runs, also one that does not run. @returns the exit code. */
export async function runDoctor(args: readonly string[], io: Io, env: Env): Promise<number> {
  let code: number = EXIT.well;
  const program = new Command('ringvirkning')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: () => undefined });
  program
    .command('doctor')
    .description(
      'examines an instance, running or not: each fault with the one command or edit that mends it. Exit code 0, 1 when something must be mended',
    )
    .option('--instance <folder>', 'what instance new made')
    .option(
      '--data <folder>',
      'data folder of an npm start; default: RINGVIRKNING_DATA, else what the environment describes',
    )
    .option('--url <address>', 'of the instance, where its partners are asked for; default: as it is set up')
    .addOption(language())
    .option('--json', 'everything that was found, for programs', false)
    .action(async ({ instance, data, url, lang, json }: Told & SiteOptions) => {
      const site = siteOf({ instance, data }, env);
      const progress = new Progress(io);
      const found = await examine({ site, env, url, now: io.now() }, progress.update).finally(() => progress.clear());
      const diagnosis = diagnosisOf(found, site);
      io.out(json ? asJson(diagnosis) : diagnosisText(diagnosis, lang));
      code = EXIT[diagnosis.state];
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.well;
    io.err(`ringvirkning: ${(error as Error).message.replace(/^error: /, '').split('\n')[0]}\n`);
    return EXIT.unknown;
  }
}
