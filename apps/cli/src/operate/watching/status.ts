import { z } from 'zod';
import { table } from '../../report/table.js';
import type { Language } from '../../report/words.js';
import { read, type Instance } from '../instance.js';

const LevelledSchema = z.object({ level: z.enum(['amber', 'red']) });
/** `checkedAt`: when all of it had been looked at last; null before that since the start. */
const PassedSchema = z.object({ ok: z.boolean(), checkedAt: z.string().nullable() });
const ReportSchema = z.object({
  ready: z.boolean(),
  messaging: z
    .object({
      brokerConnected: z.boolean(),
      outbox: z.object({ unsent: z.int(), oldestAgeSeconds: z.number() }),
      receipts: z.array(z.object({ behind: z.number() })),
      deadLetters: z.int(),
      faults: z.array(LevelledSchema.extend({ code: z.string(), da: z.string(), en: z.string() })),
    })
    .nullable(),
  ledger: PassedSchema.nullable(),
  jobs: z.array(z.object({ name: z.string(), failures: z.array(z.object({ reason: z.string() })) })),
  seal: PassedSchema.extend({ findings: z.array(z.object({ code: z.string(), source: z.string() })) }).nullable(),
  comparison: z
    .object({ findings: z.array(LevelledSchema.extend({ kind: z.string(), contractId: z.string() })) })
    .nullable(),
});
const OverviewSchema = z.object({
  services: z.array(
    z.object({
      service: z.string(),
      status: z.enum(['up', 'refused', 'down']),
      answeredInMs: z.number().nullable(),
      report: z.unknown(),
    }),
  ),
});

export interface ServiceStatus {
  readonly service: string;
  /** `unready`: it answers and lacks something it cannot do without. */
  readonly state: 'up' | 'unready' | 'refused' | 'down';
  readonly answeredInMs: number | null;
  readonly report: z.output<typeof ReportSchema> | null;
}
export interface Status {
  readonly format: 'ringvirkning-status/1';
  /** The worst of all services: `red` keeps something from working, `amber` wants a look. */
  readonly state: 'well' | 'amber' | 'red' | 'unanswered';
  readonly services: readonly ServiceStatus[];
}

/** How all services are, by what each tells of itself. @throws NoAnswer */
export async function statusOf(instance: Instance): Promise<Status> {
  const { services } = read(OverviewSchema, await instance.get('/api/operations'));
  const told = services.map(({ service, status, answeredInMs, report }): ServiceStatus => {
    const known = status === 'up' ? (ReportSchema.safeParse(report).data ?? null) : null;
    // An answer of another version says nothing.
    const state = status === 'up' ? (known === null ? 'refused' : known.ready ? 'up' : 'unready') : status;
    return { service, state, answeredInMs, report: known };
  });
  return { format: 'ringvirkning-status/1', state: stateOf(told), services: told };
}

function stateOf(services: readonly ServiceStatus[]): Status['state'] {
  if (services.some(({ state }) => state === 'refused' || state === 'down')) return 'unanswered';
  const levels = services.flatMap(levelsOf);
  return levels.includes('red') ? 'red' : levels.includes('amber') ? 'amber' : 'well';
}

function levelsOf({ state, report }: ServiceStatus): ('amber' | 'red')[] {
  if (!report) return [];
  const { messaging, ledger, jobs, seal, comparison } = report;
  const isRed = state === 'unready' || ledger?.ok === false || seal?.ok === false;
  const isAmber = messaging?.brokerConnected === false || (messaging?.deadLetters ?? 0) > 0;
  return [
    ...(isRed ? (['red'] as const) : []),
    ...(isAmber || jobs.some(({ failures }) => failures.length > 0) ? (['amber'] as const) : []),
    ...(messaging?.faults ?? []).map(({ level }) => level),
    ...(comparison?.findings ?? []).map(({ level }) => level),
  ];
}

const danish = {
  columns: ['Tjeneste', 'Tilstand', 'Svar', 'Ikke sendt', 'Ældste', 'Bagud', 'Lagt til side', 'Regnskab', 'Forsegling'],
  states: { up: 'klar', unready: 'IKKE KLAR', refused: 'afviser', down: 'SVARER IKKE' },
  results: {
    well: 'Alt kører.',
    amber: 'Det kører; noget bør ses efter.',
    red: 'Noget skal rettes: ringvirkning doctor og ringvirkning verify siger hvad.',
    unanswered: 'Ikke alle svarer: ringvirkning doctor siger hvorfor.',
  } satisfies Record<Status['state'], string>,
  ok: 'stemmer',
  looking: 'gennemgås',
  broken: 'STEMMER IKKE',
  away: 'beskedserveren er væk; det, der sker, sendes senere',
  job: 'ikke udført',
};
const english: typeof danish = {
  columns: ['Service', 'State', 'Answer', 'Unsent', 'Oldest', 'Behind', 'Put aside', 'Ledger', 'Seal'],
  states: { up: 'ready', unready: 'NOT READY', refused: 'refuses', down: 'NO ANSWER' },
  results: {
    well: 'Everything runs.',
    amber: 'It runs; something wants a look.',
    red: 'Something must be mended: ringvirkning doctor and ringvirkning verify say what.',
    unanswered: 'Not all answer: ringvirkning doctor says why.',
  },
  ok: 'agrees',
  looking: 'being looked at',
  broken: 'DOES NOT AGREE',
  away: 'the broker is away; what happens is sent later',
  job: 'not done',
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };

export function statusText({ state, services }: Status, language: Language): string {
  const words = WORDS[language];
  const notes = services.flatMap((one) => notesOf(one, language).map((note) => `  ${one.service}: ${note}`));
  const rows = services.map((one) => cells(one, words));
  return [table(words.columns, rows, [0, 1]), '', ...notes, words.results[state], ''].join('\n');
}

function cells({ service, state, answeredInMs, report }: ServiceStatus, words: typeof danish): string[] {
  const { messaging, ledger, seal } = report ?? {};
  const verdict = (found: z.output<typeof PassedSchema> | null | undefined): string => {
    if (!found) return '';
    if (!found.ok) return words.broken;
    return found.checkedAt === null ? words.looking : words.ok;
  };
  return [
    service,
    words.states[state],
    answeredInMs === null ? '' : `${Math.round(answeredInMs)} ms`,
    ...(messaging
      ? [
          String(messaging.outbox.unsent),
          `${Math.round(messaging.outbox.oldestAgeSeconds)} s`,
          String(messaging.receipts.reduce((sum, { behind }) => sum + behind, 0)),
          String(messaging.deadLetters),
        ]
      : ['', '', '', '']),
    verdict(ledger),
    verdict(seal),
  ];
}

function notesOf({ report }: ServiceStatus, language: Language): string[] {
  const words = WORDS[language];
  const { messaging, jobs = [], seal, comparison } = report ?? {};
  return [
    ...(messaging?.brokerConnected === false ? [words.away] : []),
    ...(messaging?.faults ?? []).map((fault) => `${fault.code}: ${fault[language]}`),
    ...jobs.flatMap(({ name, failures }) => failures.map(({ reason }) => `${name} ${words.job}: ${reason}`)),
    ...(seal?.findings ?? []).map(({ code, source }) => `${code} ${source}`),
    ...(comparison?.findings ?? []).map(({ kind, contractId, level }) => `${level}: ${kind} ${contractId}`),
  ];
}
