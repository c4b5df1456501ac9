import { parseTerms } from '@ringvirkning/terms';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { evaluateFacts } from './facts/evaluate-facts.js';
import type { Io } from './io.js';
import { Progress } from './progress.js';
import { recompute } from './recompute/recompute.js';
import { recomputationText } from './recompute/text.js';
import { Refused, refusalJson, refusalText } from './refused.js';
import { simulationJson } from './report/json.js';
import { simulationText } from './report/text.js';
import { LANGUAGES, type Language } from './report/words.js';
import { plansAnything } from './simulation/scenarios.js';
import { simulation } from './simulation/simulation.js';

const EXIT = { fine: 0, failed: 1, refused: 2, different: 3 } as const;

interface SimulateOptions {
  readonly facts?: string;
  readonly success: string[];
  readonly seed: number;
  readonly runs: number;
  readonly lang: Language;
  readonly json: boolean;
}

/** Runs one command and returns its exit code: 0 fine, 2 a document was refused (all errors listed), 3 recomputed differently, 1 anything else. */
export function runCommand(args: readonly string[], io: Io): number {
  let code: number = EXIT.fine;
  const program = new Command('ringvirkning')
    .description('Computes social investment contracts: before signing (simulate) and after payment (recompute).')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: () => undefined });
  program
    .command('simulate')
    .description('what the terms cost, whom, when, and with what return')
    .argument('<terms.yaml>', 'the terms document (YAML or JSON; - reads standard input)')
    .option('--facts <facts.csv>', 'verified outcomes, per person or as counts per period; default: the planned counts of the terms')
    .option('--success <rates>', 'success rates in per cent for the scenarios', readRates, ['40', '60', '80'])
    .option('--seed <n>', 'same seed, same draws', readWhole(0, 2 ** 32 - 1), 1)
    .option('--runs <n>', 'draws per scenario', readWhole(1, 20_000), 500)
    .addOption(language())
    .option('--json', 'the documented JSON shape; amounts are digit strings in minor units', false)
    .action((file: string, options: SimulateOptions) => runSimulation(file, options, io));
  program
    .command('recompute')
    .description('computes a payment run again from its bundle and says whether figures and digest agree')
    .argument('<bundle.json>', 'what GET /api/payments/runs/:id/bundle gave (- reads standard input)')
    .addOption(language())
    .action((file: string, options: { lang: Language }) => {
      const result = recompute(file, io.read(file));
      io.out(recomputationText(result, options.lang));
      if (result.differences.length > 0) code = EXIT.different;
    });
  try {
    program.parse([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, args.includes('--json'), io);
  }
}

function runSimulation(file: string, options: SimulateOptions, io: Io): void {
  const parsed = parseTerms(io.read(file));
  if (!parsed.ok) throw new Refused(file, parsed.errors);
  const { terms } = parsed;
  if (options.facts === undefined && !plansAnything(terms)) throw nothingPlanned(file);
  const given = options.facts === undefined ? undefined : evaluateFacts(options.facts, io.read(options.facts), terms);
  const progress = new Progress(io);
  const result = simulation(terms, given, { ...options, onRun: progress.update });
  progress.clear();
  io.out(options.json ? `${JSON.stringify(simulationJson(result), null, 2)}\n` : simulationText(result, options.lang));
}

/** Zeros for a contract that plans nothing would look like a result. */
const nothingPlanned = (file: string): Refused =>
  new Refused(file, [{
    code: 'simulate.nothing-planned', path: 'outcomes',
    da: 'Vilkårene planlægger intet: skriv planned (antal) eller expected (værdi) ved resultaterne, eller giv fakta med --facts.',
    en: 'The terms plan nothing: write planned (counts) or expected (value) at the outcomes, or give facts with --facts.',
  }]);

function explain(error: unknown, json: boolean, io: Io): number {
  if (error instanceof Refused) {
    if (json) io.out(refusalJson(error));
    else io.err(refusalText(error));
    return EXIT.refused;
  }
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.fine;
  if (error instanceof CommanderError && error.code === 'commander.help') return failed('say simulate or recompute, or --help', io);
  return failed(error instanceof Error ? error.message : String(error), io);
}

/** One line, whatever happened. */
function failed(message: string, io: Io): number {
  io.err(`ringvirkning: ${message.replace(/^error: /, '').split('\n')[0]}\n`);
  return EXIT.failed;
}

const language = (): Option => new Option('--lang <language>', 'language of the tables').choices([...LANGUAGES]).default('da');

function readRates(text: string): string[] {
  const rates = text.split(',').map((rate) => rate.trim());
  if (rates.some((rate) => !/^\d{1,3}(\.\d{1,4})?$/.test(rate) || Number(rate) > 100)) throw new InvalidArgumentError('Give per cent between 0 and 100, e.g. 40,50,60.');
  return rates;
}

const readWhole = (least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  return value;
};
