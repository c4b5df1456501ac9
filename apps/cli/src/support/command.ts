import { writeFileSync } from 'node:fs';
import type { Env } from '@ringvirkning/config';
import { InvalidArgumentError } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { asJson } from '../operate/reports.js';
import { ofSite, operatorCommand } from '../operator-command.js';
import { Progress } from '../progress.js';
import type { Language } from '../report/words.js';
import { siteOf, type SiteOptions } from '../site/site.js';
import { supportBundle } from './bundle.js';

const WORDS = {
  da: (file: string) => `${file} er skrevet. Læs den, før du giver den videre.\n`,
  en: (file: string) => `${file} is written. Read it before you pass it on.\n`,
} as const;

interface Options extends SiteOptions {
  readonly out?: string;
  readonly lines: number;
  readonly lang: Language;
}

/** Shows, or writes, what somebody who helps needs to know of an instance. @returns the exit code. */
export const runSupport = (args: readonly string[], io: Io, env: Env): Promise<number> =>
  operatorCommand(args, io, (program) => {
    ofSite(program.command('support-bundle'))
      .description('shows what would be given to somebody who helps, as JSON; with --out writes the same into a file')
      .option('--out <file>', 'where it is written; nothing is replaced')
      .option('--lines <n>', 'of each log file', count, 200)
      .addOption(language())
      .option('--json', 'it is JSON in any case', false)
      .action(async ({ out, lines, lang, ...where }: Options) => {
        const progress = new Progress(io);
        const bundle = await supportBundle(
          { site: siteOf(where, env), env, lines, now: io.now() },
          progress.update,
        ).finally(() => progress.clear());
        if (out === undefined) return io.out(asJson(bundle));
        writeFileSync(out, asJson(bundle), { mode: 0o600, flag: 'wx' });
        io.out(WORDS[lang](out));
      });
  });

function count(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}
