import type { Env } from '@ringvirkning/config';
import { Argument } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { asJson } from '../operate/reports.js';
import { ofSite, operatorCommand } from '../operator-command.js';
import type { Language } from '../report/words.js';
import { siteOf, type SiteOptions } from '../site/site.js';
import { KEPT, rotate, ROTATED, type Kept, type Rotatable } from './rotate.js';
import { keptText, rotatedText } from './text.js';

/** The secret is one that cannot be changed. */
const CANNOT = 1;

interface Options extends SiteOptions {
  readonly endSessions: boolean;
  readonly lang: Language;
  readonly json: boolean;
}

const isKept = (secret: Rotatable | Kept): secret is Kept => (KEPT as readonly string[]).includes(secret);

/** Makes a secret of an instance anew, while people work. @returns the exit code: 0 done, 1 it is one that cannot be changed, 2 not done. */
export const runRotate = (args: readonly string[], io: Io, env: Env): Promise<number> =>
  operatorCommand(args, io, (program, end) => {
    ofSite(program.command('rotate'))
      .description('makes a secret anew while people work; interrupted, it is finished by doing it again')
      .addArgument(new Argument('<secret>', 'which').choices([...ROTATED, ...KEPT]))
      .option(
        '--end-sessions',
        'with session-key: everybody signs in again, for when the key is in strange hands',
        false,
      )
      .addOption(language())
      .option('--json', 'everything, for programs', false)
      .action(async (secret: Rotatable | Kept, { endSessions, lang, json, ...where }: Options) => {
        if (isKept(secret)) {
          end(CANNOT);
          return io.out(json ? asJson({ secret, why: keptText(secret, lang).trim() }) : keptText(secret, lang));
        }
        if (endSessions && secret !== 'session-key')
          throw new Error(`--end-sessions goes with session-key: ${secret} ends no session. Nothing was changed`);
        const rotated = await rotate(siteOf(where, env), secret, endSessions);
        io.out(json ? asJson(rotated) : rotatedText(rotated, endSessions, lang));
      });
  });
