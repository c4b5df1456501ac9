import type { ErrorDetail } from '@ringvirkning/kernel';
import {
  parseTerms,
  planGaps,
  plansAnything,
  readFacts,
  simulation,
  type ReadFacts,
  type Simulation,
  type SimulationOptions,
} from '@ringvirkning/terms';
import { InvalidArgumentError } from 'commander';
import type { Terms } from '@ringvirkning/terms-language';
import type { Io } from './io.js';
import { language } from './language.js';
import { isHelp, programOf, sayError } from './program.js';
import { Progress } from './progress.js';
import { recompute } from './recompute/recompute.js';
import { checkClaim } from './recompute/claim.js';
import { isSettlement, recomputeSettlement, settlementText } from './recompute/settlement.js';
import { claimText, recomputationText } from './recompute/text.js';
import { Refused, refusalJson, refusalText } from './refused.js';
import { simulationJson } from './report/json.js';
import { simulationText } from './report/text.js';
import type { Language } from './report/words.js';
import { sampleText } from './sample/text.js';
import { verifySample } from './sample/verify-sample.js';
import { signOffText } from './sign-off/text.js';
import { verifySignOff } from './sign-off/verify-sign-off.js';

const EXIT = { fine: 0, failed: 1, refused: 2, different: 3 } as const;

interface SimulateOptions {
  readonly facts?: string;
  readonly success: string[];
  readonly seed: number;
  readonly runs: number;
  readonly lang: Language;
  readonly json: boolean;
}

/** What other programs of this command do; each says its own `--help`. */
const OTHERS = `
Of a running instance:
  verify, mend                 do the books agree, and what a restore lost
  works, claim audit           what works, and who did what on a claim
  evidence                     messages between municipalities, and their proof
  partnership                  members, invitations, and the line to each
For those who operate (docs/operating.md):
  instance, hub                make the folder of an instance, or of a hub
  doctor                       what is wrong, and the command that mends it
  status, logs, dead-letters   how it runs, one claim followed, what failed
  backup, restore              and whether a backup can be restored
  upgrade, rotate, maintenance versions, secrets, and a time without writing
  support-bundle               what those who help may see
For other products:
  conformance                  do they speak the partnership protocol
`;

/** Runs one command and returns its exit code: 0 fine, 2 a document was refused (all errors listed), 3 recomputed differently, 1 anything else. */
export function runCommand(args: readonly string[], io: Io): number {
  let code: number = EXIT.fine;
  const program = programOf(io)
    .description('Computes social investment contracts: before signing (simulate) and after payment (recompute).')
    .addHelpText('after', OTHERS);
  program
    .command('simulate')
    .description('what the terms cost, whom, when, and with what return')
    .argument('<terms.yaml>', 'the terms document (YAML or JSON; - reads standard input)')
    .option(
      '--facts <facts.csv>',
      'what is achieved when everybody succeeds, per person or as counts per period; default: the plan of the terms',
    )
    .option(
      '--success <rates>',
      'rates in per cent for the scenarios: so many of the people succeed, and reach all that was meant for them; the others reach nothing. "Exactly so many" takes them evenly by their number: one course, not a mean',
      readRates,
      ['40', '60', '80'],
    )
    .option('--seed <n>', 'same seed, same draws', readWhole(0, 2 ** 32 - 1), 1)
    .option('--runs <n>', 'draws per scenario', readWhole(1, 20_000), 500)
    .addOption(language())
    .option('--json', 'the documented JSON shape; amounts are digit strings in minor units', false)
    .action((file: string, options: SimulateOptions) => runSimulation(file, options, io));
  program
    .command('recompute')
    .description(
      'computes a payment run, or a settlement of benefits, again from its bundle and says whether figures and digest agree',
    )
    .argument(
      '<bundle.json>',
      'what GET /api/payments/runs/:id/bundle, or /api/benefits/settlements/:id/bundle, gave (- reads standard input)',
    )
    .option(
      '--claim <evidence.json>',
      "what evidence export gave of a municipality's claim by this run: is that what the run comes to?",
    )
    .addOption(language())
    .action((file: string, options: { lang: Language; claim?: string }) => {
      const text = io.read(file);
      if (isSettlement(text)) {
        const check = recomputeSettlement(file, text);
        io.out(settlementText(check, options.lang));
        if (check.differences.length > 0) code = EXIT.different;
        return;
      }
      const result = recompute(file, text);
      io.out(recomputationText(result, options.lang));
      const claim = options.claim === undefined ? undefined : checkClaim(options.claim, io.read(options.claim), result);
      if (claim) io.out(claimText(claim, options.lang));
      if (result.differences.length + (claim?.differences.length ?? 0) > 0) code = EXIT.different;
    });
  program
    .command('sample')
    .description('samples of claims')
    .command('verify')
    .description('does a draw and its result again, offline, and says whether list, draw, result and consequence agree')
    .argument('<sample.json>', 'what GET /api/outcomes/samples/:id/file gave (- reads standard input)')
    .addOption(language())
    .action((file: string, options: { lang: Language }) => {
      const check = verifySample(file, io.read(file));
      io.out(sampleText(check, options.lang));
      if (check.differences.length > 0) code = EXIT.different;
    });
  program
    .command('sign-off')
    .description('sign-offs of contracts')
    .command('verify')
    .description('proves a sign-off from its file alone: who gave it, on which terms, having read what')
    .argument('<sign-off.json>', 'what GET /api/contracts/:id/sign-offs/signed gave (- reads standard input)')
    .option('--key <public key>', "the municipality's key, as it is known otherwise: anybody can make one")
    .addOption(language())
    .action((file: string, options: { lang: Language; key?: string }) => {
      const proven = verifySignOff(file, io.read(file), options.key);
      io.out(signOffText(proven, options.lang));
      if (proven.faults.length > 0) code = EXIT.different;
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
  if (options.facts === undefined && !plansAnything(terms)) throw new Refused(file, nothingPlanned(terms));
  const given = options.facts === undefined ? undefined : factsOf(options.facts, terms, io);
  const { seed, runs, success } = options;
  const result = {
    terms,
    runs,
    given: given && { facts: given.facts, factsDigest: given.evaluation.factsDigest, digest: given.evaluation.digest },
    simulation: watched(terms, { basis: given?.basis, seed, runs, success }, io),
  };
  io.out(options.json ? `${JSON.stringify(simulationJson(result), null, 2)}\n` : simulationText(result, options.lang));
}

function factsOf(file: string, terms: Terms, io: Io): ReadFacts & { ok: true } {
  const read = readFacts(terms, { csv: io.read(file) });
  if (!read.ok) throw new Refused(file, read.errors);
  return read;
}

/** Computes with a bar for whoever watches. */
function watched(terms: Terms, options: SimulationOptions, io: Io): Simulation {
  const progress = new Progress(io);
  const steps = simulation(terms, options);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      progress.clear();
      return step.value;
    }
    progress.update(step.value.done, step.value.of);
  }
}

/** Zeros for a contract that plans nothing would look like a result: say what each outcome lacks. */
const nothingPlanned = (terms: Terms): ErrorDetail[] => [
  {
    code: 'simulate.nothing-planned',
    path: 'outcomes',
    da: 'Vilkårene planlægger intet: skriv planned (antal) eller expected (værdi) ved resultaterne, eller giv antal pr. resultat og periode med --facts.',
    en: 'The terms plan nothing: write planned (counts) or expected (value) at the outcomes, or give counts per outcome and period with --facts.',
  },
  ...planGaps(terms).map(({ path, missing, da, en }) => ({ code: `simulate.nothing-${missing}`, path, da, en })),
];

function explain(error: unknown, json: boolean, io: Io): number {
  if (error instanceof Refused) {
    if (json) io.out(refusalJson(error));
    else io.err(refusalText(error));
    return EXIT.refused;
  }
  if (isHelp(error)) return EXIT.fine;
  sayError(error, io);
  return EXIT.failed;
}

function readRates(text: string): string[] {
  const rates = text.split(',').map((rate) => rate.trim());
  if (rates.some((rate) => !/^\d{1,3}(\.\d{1,4})?$/.test(rate) || Number(rate) > 100))
    throw new InvalidArgumentError('Give per cent between 0 and 100, e.g. 40,50,60.');
  return rates;
}

const readWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };
