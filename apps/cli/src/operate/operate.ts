import { SERVICES } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { Argument } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { isHelp, programOf, sayError } from '../program.js';
import { Progress } from '../progress.js';
import { Declined, Instance } from './instance.js';
import { addMaintenance } from './maintenance.js';
import { mend } from './mend.js';
import { addReports, asJson, type Asking, type Told } from './reports.js';
import { addPartnership } from './partnership/commands.js';
import { mendedText, verificationText } from './text.js';
import { addWatching } from './watching/commands.js';
import { verification, type Verification } from './verification.js';

/** As of `diff`: it could not be found out whether there is a difference. */
const EXIT = { agrees: 0, differs: 1, unanswered: 2 } as const satisfies Record<Verification['state'], number>;

/** Runs a command against a running instance; resolves with its exit code: 0 agrees or done, 1 differs or declined, 2 could not ask. */
export async function operate(args: readonly string[], io: Io, env: Env): Promise<number> {
  let code: number = EXIT.agrees;
  const program = programOf(io);
  program
    .command('verify')
    .description(
      'whether sealed logs, ledgers and services agree: exit code 0, 1 when something differs, 2 when it cannot be asked',
    )
    .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
    .addOption(language())
    .option('--json', 'everything that was found, for programs', false)
    .action(async ({ url, lang, json }: Told) => {
      const progress = new Progress(io);
      const found = await verification(await Instance.signIn(env, url), progress.update).finally(() =>
        progress.clear(),
      );
      io.out(json ? asJson(found) : verificationText(found, lang));
      code = EXIT[found.state];
    });
  program
    .command('mend')
    .description('after a restore from an older backup: gets back from the consumers the events that the service lost')
    .addArgument(new Argument('<service>', 'whose database was restored').choices([...SERVICES]))
    .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
    .addOption(language())
    .action(async (service: string, { url, lang }: Asking) => {
      io.out(mendedText(service, await mend(await Instance.signIn(env, url), service), lang));
    });
  addReports(program, io, env);
  addMaintenance(program, io, env);
  addWatching(program, io, env, (state) => {
    if (state !== 'well') code = state === 'amiss' ? EXIT.differs : EXIT.unanswered;
  });
  addPartnership(program, io, env, (isSame) => {
    if (!isSame) code = EXIT.differs;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

function explain(error: unknown, io: Io): number {
  if (isHelp(error)) return EXIT.agrees;
  if (error instanceof Declined) {
    io.err(`ringvirkning: ${error.code}\n  da: ${error.da}\n  en: ${error.en}\n`);
    return EXIT.differs;
  }
  sayError(error, io);
  return EXIT.unanswered;
}
