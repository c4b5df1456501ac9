import type { Io } from '../io.js';
import { language } from '../language.js';
import { isHelp, programOf, sayError } from '../program.js';
import { Refused, refusalText } from '../refused.js';
import type { Language } from '../report/words.js';
import { provenText } from './text.js';
import { verifyEvidence } from './verify-evidence.js';

const EXIT = { fine: 0, failed: 1, refused: 2, different: 3 } as const;

interface Verifying {
  readonly founding?: string;
  readonly tsaCertificates?: string;
  readonly lang: Language;
}

/** Runs `evidence verify`, which needs nothing but its file; resolves with its exit code: 0 it holds, 3 it does not, 2 it is no evidence, 1 anything else. */
export async function runEvidence(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.fine;
  const program = programOf(io);
  program
    .command('evidence')
    .description('messages between municipalities')
    .command('verify')
    .description('proves a message from its evidence alone: who said it, and what its receiver said of it')
    .argument('<evidence.json>', 'what evidence export gave (- reads standard input)')
    .option('--founding <digest>', "the partnership's first entry, as it is known otherwise: anybody can found one")
    .option('--tsa-certificates <file>', 'PEM of the time-stamping authorities that are trusted')
    .addOption(language())
    .action(async (file: string, { founding, tsaCertificates, lang }: Verifying) => {
      const trusted = tsaCertificates === undefined ? null : io.read(tsaCertificates);
      const proven = await verifyEvidence(file, io.read(file), { founding, trusted });
      io.out(provenText(proven, lang));
      if (proven.faults.length > 0) code = EXIT.different;
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (isHelp(error)) return EXIT.fine;
    if (error instanceof Refused) {
      io.err(refusalText(error));
      return EXIT.refused;
    }
    sayError(error, io);
    return EXIT.failed;
  }
}
