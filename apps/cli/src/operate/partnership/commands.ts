import { readFileSync, writeFileSync } from 'node:fs';
import { hubOf } from '@ringvirkning/compose';
import type { Env } from '@ringvirkning/config';
import { Argument, InvalidArgumentError, type Command } from 'commander';
import type { Io } from '../../io.js';
import { language } from '../../language.js';
import { Instance } from '../instance.js';
import { asJson, type Asking, type Told } from '../reports.js';
import { changedKey, evidenceFile, invitation, join, partnership, verificationOf } from './partnership.js';
import { changedKeyText, invitedText, joinedText, partnershipText, triedText, verifiedText } from './text.js';
import { trialsOf } from './trials.js';

interface Inviting extends Asking {
  readonly name: string;
  readonly out?: string;
}

/** Commands about the partnership of the instance. `told` hears whether all that was compared or tried is well. */
export function addPartnership(program: Command, io: Io, env: Env, told: (isWell: boolean) => void): void {
  const group = program.command('partnership').description('the municipalities that this instance works with');
  const command = (name: string, about: string): Command =>
    group
      .command(name)
      .description(about)
      .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
      .addOption(language());
  const json = ['--json', 'the answer as it is, for programs', false] as const;

  command('status', 'members, links, and what wants attention')
    .option(...json)
    .action(async ({ url, lang, json }: Told) => {
      const state = await partnership(await Instance.signIn(env, url));
      io.out(json ? asJson(state) : partnershipText(state, lang));
      told(state.problems.every(({ level }) => level !== 'red'));
    });
  command('invite', 'makes an invitation: a file to send, and a check phrase to read by telephone')
    .argument('<member>', "the short name of their instance, e.g. 'herning'")
    .requiredOption('--name <name>', 'what the municipality is called')
    .option('--out <file>', 'where the invitation is written; default: invitation-<member>.json')
    .action(async (member: string, { url, lang, name, out }: Inviting) => {
      const made = await invitation(await Instance.signIn(env, url), member, name);
      const file = out ?? `invitation-${member}.json`;
      writeFileSync(file, made.text);
      io.out(invitedText(made, file, lang));
    });
  command('join', 'joins with an invitation, and the check phrase as the inviter read it')
    .argument('<invitation.json>')
    .requiredOption('--check-phrase <digits>', 'as it was read to you; the file does not have it')
    .action(async (file: string, { url, lang, checkPhrase }: Asking & { checkPhrase: string }) => {
      const text = readFileSync(file, 'utf8').trim();
      io.out(joinedText(await join(await Instance.signIn(env, url), text, checkPhrase), lang));
    });
  command(
    'change-key',
    'gives this instance a new key in the partnership: the present one signs it, partners use it as they hear of it',
  )
    .option('--days <n>', 'how long it holds', days, 730)
    .option(...json)
    .action(async ({ url, lang, json, days: keyDays }: Told & { days: number }) => {
      const own = await changedKey(await Instance.signIn(env, url), keyDays);
      io.out(json ? asJson(own) : changedKeyText(own, lang));
    });
  command('verify', 'whether both sides hold the same, or the first message that they do not: exit code 0, 1, 2')
    .addArgument(new Argument('[member]', 'one partner; default: all'))
    .option(...json)
    .action(async (member: string | undefined, { url, lang, json }: Told) => {
      const found = await verificationOf(await Instance.signIn(env, url), member);
      io.out(json ? asJson(found) : verifiedText(found, lang));
      told(found.every(({ outcome }) => outcome === 'same'));
    });
  command('test', 'tries the link to a partner end to end, and says how to mend what does not work')
    .argument('<member>')
    .option(
      '--instance <folder>',
      'what instance new made: the line to the hub that it names is tried first, from here',
    )
    .option(...json)
    .action(async (member: string, { url, lang, json, instance: folder }: Told & { instance?: string }) => {
      const hub = folder === undefined ? undefined : hubOf(folder);
      const tried = await trialsOf(await Instance.signIn(env, url), member, hub, io.now());
      io.out(json ? asJson(tried) : triedText(member, tried, lang));
      told(tried.every(({ isWell }) => isWell));
    });

  program
    .command('evidence')
    .description('messages between municipalities')
    .command('export')
    .description('one file that proves a message for ever; `evidence verify` reads it without any instance')
    .argument('<member>')
    .addArgument(new Argument('<direction>', 'seen from this instance').choices(['sent', 'received']))
    .argument('<number>')
    .option('--out <file>', 'where it is written; default: standard output')
    .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
    .action(async (member: string, direction: string, number: string, { url, out }: { url?: string; out?: string }) => {
      const file = await evidenceFile(await Instance.signIn(env, url), member, direction, number);
      if (out === undefined) io.out(file.toString('utf8'));
      else writeFileSync(out, file);
    });
}

function days(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a whole number of days.');
  return Number(text);
}
