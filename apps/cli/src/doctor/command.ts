import type { Env } from '@ringvirkning/config';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { asJson, type Told } from '../operate/reports.js';
import { ofSite, operatorCommand } from '../operator-command.js';
import { Progress } from '../progress.js';
import { siteOf, type SiteOptions } from '../site/site.js';
import { examine } from './doctor.js';
import { diagnosisOf, diagnosisText } from './text.js';

/** Something must be mended. */
const FAULT = 1;

/** Examines an instance from where the command runs, also one that does not run. @returns the exit code. */
export const runDoctor = (args: readonly string[], io: Io, env: Env): Promise<number> =>
  operatorCommand(args, io, (program, end) => {
    ofSite(program.command('doctor'))
      .description(
        'examines an instance, running or not: each fault with the one command or edit that mends it. Exit code 0, 1 when something must be mended',
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
        if (diagnosis.state === 'fault') end(FAULT);
      });
  });
