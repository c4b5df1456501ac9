import type { Env } from '@ringvirkning/config';
import { InvalidArgumentError, type Command } from 'commander';
import { z } from 'zod';
import type { Io } from '../io.js';
import { language } from '../language.js';
import type { Language } from '../report/words.js';
import { Instance, read } from './instance.js';
import { asJson, type Told } from './reports.js';

const AT = '/api/operations/maintenance';
const AnswerSchema = z.object({
  maintenance: z.object({ since: z.string(), until: z.string().nullable() }).nullable(),
});
type Answer = z.output<typeof AnswerSchema>;

const WORDS = {
  da: {
    off: 'Alle kan skrive.',
    on: (since: string) => `Der arbejdes på systemet siden ${since}: alt kan læses, intet skrives.`,
    until: (until: string) => `Forventet færdig ${until}.`,
  },
  en: {
    off: 'Everybody can write.',
    on: (since: string) => `The system is being worked on since ${since}: everything can be read, nothing written.`,
    until: (until: string) => `Expected to be over ${until}.`,
  },
} as const;

function maintenanceText({ maintenance }: Answer, lang: Language): string {
  const words = WORDS[lang];
  if (!maintenance) return `${words.off}\n`;
  const { since, until } = maintenance;
  return [words.on(since), ...(until === null ? [] : [words.until(until)]), ''].join('\n');
}

/** Says, as an operator, that an instance is being worked on: read-only, with a banner, until it is said to be over. */
export function addMaintenance(program: Command, io: Io, env: Env): void {
  const group = program.command('maintenance').description('while the instance is being worked on nobody writes');
  const add = (name: string, description: string, ask: (instance: Instance, options: Said) => Promise<unknown>) =>
    group
      .command(name)
      .description(description)
      .option('--url <address>', 'of the instance; default: RINGVIRKNING_URL')
      .addOption(language())
      .option('--json', 'since when, and until when, for programs', false)
      .action(async (options: Told & Said) => {
        const answer = read(AnswerSchema, await ask(await Instance.signIn(env, options.url), options));
        io.out(options.json ? asJson(answer) : maintenanceText(answer, options.lang));
      });
  add('on', 'everything can be read, nothing written; a banner says so on every page', (instance, { minutes }) =>
    instance.put(AT, { until: minutes === undefined ? null : new Date(io.now() + minutes * 60_000).toISOString() }),
  ).option(
    '--minutes <n>',
    'how long it is thought to take: said in the banner, and to programs when to try again',
    whole,
  );
  add('off', 'people write again', (instance) => instance.delete(AT));
  add('status', 'whether it is on', (instance) => instance.get(AT));
}

interface Said {
  readonly minutes?: number;
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give a whole number of minutes.');
  return Number(text);
}
