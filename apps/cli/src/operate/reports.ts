import type { Env } from '@ringvirkning/config';
import type { Command } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import type { Language } from '../report/words.js';
import { claimAudit, claimAuditText } from './claim-audit.js';
import { Instance } from './instance.js';
import { whatWorks, worksText } from './works.js';

export interface Asking {
  readonly url?: string;
  readonly lang: Language;
}

/** Told to people, or to programs. */
export interface Told extends Asking {
  readonly json: boolean;
}

export const asJson = (found: object): string => `${JSON.stringify(found, null, 2)}\n`;

/** Commands that read what the pages show, with the rights of whoever the token is of. */
export function addReports(program: Command, io: Io, env: Env): void {
  program
    .command('works')
    .description('what works: people who reached each step, by intervention and target group, as the page shows it')
    .option('--contract <id>', 'in one contract; default: in all that the token may see')
    .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
    .addOption(language())
    .option('--json', 'the answer as it is, for programs', false)
    .action(async ({ contract, url, lang, json }: Told & { contract?: string }) => {
      const found = await whatWorks(await Instance.signIn(env, url), contract);
      io.out(json ? asJson(found) : worksText(found, lang));
    });
  program
    .command('claim')
    .description('claims')
    .command('audit')
    .description('who did what with one claim, from referral to now; that it was asked for is logged')
    .argument('<claimId>')
    .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
    .addOption(language())
    .option('--json', 'the file to keep', false)
    .action(async (claimId: string, { url, lang, json }: Told) => {
      const found = await claimAudit(await Instance.signIn(env, url), claimId);
      io.out(json ? asJson(found) : claimAuditText(found, lang));
    });
}
