import { join } from 'node:path';
import { SERVICES } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { Argument, Option, type Command } from 'commander';
import type { Io } from '../../io.js';
import { language } from '../../language.js';
import { Instance } from '../instance.js';
import { asJson, type Told } from '../reports.js';
import {
  discard,
  LETTER_STATES,
  lettersOf,
  lettersText,
  letterOf,
  letterText,
  retry,
  triedText,
  type LetterState,
} from './dead-letters.js';
import { followed, followedText } from './logs.js';
import { statusOf, statusText } from './status.js';

/** How a command went. */
type Hear = (state: 'well' | 'amiss' | 'unanswered') => void;

const asking = (command: Command): Command =>
  command
    .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
    .addOption(language())
    .option('--json', 'the answer as it is, for programs', false);
const service = (): Argument => new Argument('<service>').choices([...SERVICES]);

/** Commands by which operators watch an instance, and mend what could not be consumed. */
export function addWatching(program: Command, io: Io, env: Env, hear: Hear): void {
  asking(program.command('status'))
    .description('how all services are: exit code 0, 1 when something must be mended, 2 when not all answer')
    .action(async ({ url, lang, json }: Told) => {
      const status = await statusOf(await Instance.signIn(env, url));
      io.out(json ? asJson(status) : statusText(status, lang));
      hear(status.state === 'unanswered' ? 'unanswered' : status.state === 'red' ? 'amiss' : 'well');
    });
  asking(program.command('logs'))
    .description('what one request led to, across services, messages and log lines')
    .requiredOption('--correlation <id>', 'as every error shows it, and every answer in x-correlation-id')
    .option('--logs <folder>', "of log files; default: those of RINGVIRKNING_DATA's start")
    .action(async ({ url, lang, json, correlation, logs }: Told & { correlation: string; logs?: string }) => {
      const data = env['RINGVIRKNING_DATA'];
      const folder = logs ?? (data ? join(data, 'logs') : undefined);
      const steps = await followed(await Instance.signIn(env, url), correlation, folder);
      io.out(json ? asJson(steps) : followedText(steps, lang));
      hear(steps.some(({ kind }) => kind === 'put-aside') ? 'amiss' : 'well');
    });
  addDeadLetters(program.command('dead-letters').description('messages that could not be consumed'), io, env, hear);
}

function addDeadLetters(group: Command, io: Io, env: Env, hear: Hear): void {
  asking(group.command('list'))
    .description('those that are put aside, oldest first: exit code 1 when there are any')
    .addArgument(new Argument('[service]', 'default: all').choices([...SERVICES]))
    .addOption(new Option('--state <state>', 'what became of them').choices([...LETTER_STATES]).default('open'))
    .action(async (of: string | undefined, { url, lang, json, state }: Told & { state: LetterState }) => {
      const letters = await lettersOf(await Instance.signIn(env, url), of, state);
      io.out(json ? asJson(letters) : lettersText(letters, lang));
      hear(letters.some((letter) => letter.state === 'open') ? 'amiss' : 'well');
    });
  asking(group.command('show'))
    .description('why one could not be consumed; what it tells of people is not shown')
    .addArgument(service())
    .argument('<number>')
    .action(async (of: string, id: string, { url, lang, json }: Told) => {
      const letter = await letterOf(await Instance.signIn(env, url), of, id);
      io.out(json ? asJson(letter) : letterText(letter, lang));
    });
  asking(group.command('retry'))
    .description('tries one again, or all that are open: exit code 1 when one fails again')
    .addArgument(service())
    .argument('<number|all>')
    .action(async (of: string, id: string, { url, lang, json }: Told) => {
      const tried = await retry(await Instance.signIn(env, url), of, id);
      io.out(json ? asJson(tried) : triedText(tried, lang));
      hear(tried.every(({ state }) => state === 'done') ? 'well' : 'amiss');
    });
  asking(group.command('discard'))
    .description('gives one up: what it tells stays unknown to the service, and the comparison of services says so')
    .addArgument(service())
    .argument('<number>')
    .action(async (of: string, id: string, { url, lang, json }: Told) => {
      const done = await discard(await Instance.signIn(env, url), of, id);
      io.out(json ? asJson(done) : triedText(done, lang));
    });
}
