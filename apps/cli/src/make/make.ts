import { isLocalDate, type LocalDate } from '@ringvirkning/kernel';
import { planHub, planInstance, type InstanceOptions, type Plan } from '@ringvirkning/compose';
import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../io.js';
import { language } from '../language.js';
import { isHelp, programOf, sayError } from '../program.js';
import type { Language } from '../report/words.js';
import { hubText, instanceText, planText } from './text.js';

/** As of `diff`. */
const EXIT = { fine: 0, differs: 1, failed: 2 } as const;

interface Making {
  readonly to: string;
  readonly diff: boolean;
  readonly lang: Language;
}

/** Makes folders of instances and hubs; returns the exit code: 0 done or nothing to do, 1 something would change (`--diff`), 2 it cannot be. */
export function make(args: readonly string[], io: Io): number {
  let code: number = EXIT.fine;
  const program = programOf(io);
  const making = (group: string, about: string, description: string): Command =>
    program
      .command(group)
      .description(about)
      .command('new')
      .description(`${description}; run again it changes what has to be changed, and no secret`)
      .requiredOption('--to <folder>', 'an empty folder, or one that was made so before')
      .option('--diff', 'only show what would change: exit code 1 when something would', false)
      .addOption(language());
  /** Shows or does it. `next` says what is to be done then. */
  const carryOut = (plan: Plan, { diff, lang }: Making, next: string): void => {
    io.out(planText(plan, diff, lang));
    if (diff) code = plan.changes.length > 0 ? EXIT.differs : EXIT.fine;
    else {
      plan.write();
      io.out(next);
    }
  };
  making(
    'instance',
    'instances of municipalities',
    'makes all that is one municipality’s own: secrets, keys and settings',
  )
    .requiredOption('--kommune <code>', 'four digits, e.g. 0657')
    .option(
      '--origin <url>',
      'of containers: where people reach the portal, e.g. https://ringvirkning.example.dk',
      origin,
    )
    .option('--identity <url>', 'of containers: where people reach the sign-in service', origin)
    .option('--hub <url>', 'where the hub of the partnership takes lines, e.g. tls://hub.example.dk:7422', line)
    .option('--hub-ca <file>', 'certificates (PEM) by which the hub is recognised; default: those the machine trusts')
    .option('--closed-days <days>', 'days beside the holidays on which its offices are closed, e.g. 2027-05-07', days)
    .action((options: InstanceOptions & Making) => {
      const plan = planInstance(options);
      carryOut(plan, options, instanceText(plan, options.lang));
    });
  making('hub', 'the server between the members of a partnership', 'makes a folder from which a hub runs')
    .option('--port <number>', 'on which members’ servers come in; default: 7422', port)
    .action((options: Making & { readonly port?: number }) => {
      const plan = planHub(options);
      carryOut(plan, options, hubText(plan, options.lang));
    });
  try {
    program.parse([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (isHelp(error)) return EXIT.fine;
    sayError(error, io);
    return EXIT.failed;
  }
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new InvalidArgumentError('Give an origin such as https://ringvirkning.example.dk.');
  return url.origin;
}

function line(text: string): string {
  if (!/^(tls|nats-leaf):\/\/[^\s/@]+:\d+$/.test(text))
    throw new InvalidArgumentError('Give an address such as tls://hub.example.dk:7422.');
  return text;
}

function days(text: string): LocalDate[] {
  const given = text.split(',').map((day) => day.trim());
  if (!given.every(isLocalDate)) throw new InvalidArgumentError('Give days such as 2027-05-07, separated by commas.');
  return given;
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value < 1 || value > 65_535) throw new InvalidArgumentError('Give a port number.');
  return value;
}
