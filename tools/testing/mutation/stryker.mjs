/**
 * Stryker plug-ins. `specs` runs a project's specs in the process itself, every mutant on freshly evaluated modules: some tenths of a second
 * per mutant, where a Jest run takes seven seconds. `wording` leaves out what is only said to people.
 */
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import fc from 'fast-check';
import { transformSync } from '@swc/core';
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import jestConfig from '../../../jest.config.mjs';
import { isDrawn } from './sample.mjs';
import { collect, hasHooks, leave, runTest } from './specs.mjs';

const STAND_IN = new URL('specs.mjs', import.meta.url).href;
const stryker = (globalThis.__stryker__ ??= {});
/** As Jest reads TypeScript. */
const [[, asInJest]] = Object.values(jestConfig.transform);
const compiled = (filename) =>
  transformSync(readFileSync(filename, 'utf8'), { ...asInJest, filename, swcrc: false, sourceMaps: false }).code;
const isSpec = (file) => /\.(int-)?spec\.ts$/.test(file);

/** Loads a project's modules, TypeScript as it is written. Those under test are evaluated anew when asked for, specs and what they share in each run, all others once. */
class Modules {
  #generation = { underTest: 0, specs: 0 };
  #sources = new Map();

  constructor(project) {
    const own = pathToFileURL(`${project}/`).href;
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier === '@jest/globals') return { url: STAND_IN, shortCircuit: true };
        const ofTypeScript = specifier.startsWith('.') && context.parentURL?.split('?')[0].endsWith('.ts');
        const found = next(ofTypeScript ? specifier.replace(/\.js$/, '.ts') : specifier, {
          ...context,
          conditions: [...context.conditions, '@ringvirkning/source'],
        });
        if (!found.url.startsWith(own)) return found;
        const [url] = found.url.split('?');
        return {
          ...found,
          url: `${url}?${url.startsWith(`${own}src/`) && !isSpec(url) ? this.#generation.underTest : this.#generation.specs}`,
        };
      },
      load: (url, context, next) => {
        const [file] = url.split('?');
        if (!file.endsWith('.ts')) return next(url, context);
        if (!this.#sources.has(file)) this.#sources.set(file, compiled(fileURLToPath(file)));
        return { format: 'module', source: this.#sources.get(file), shortCircuit: true };
      },
    });
  }

  startAnew(underTest) {
    this.#generation.specs += 1;
    if (underTest) this.#generation.underTest += 1;
  }

  load(file) {
    return import(pathToFileURL(file).href);
  }
}

/** Runs specs: the modules under test are loaded first, then each spec file, whose loading counts as a test of its own, then its tests. */
class SpecRunner {
  static inject = tokens(commonTokens.options);
  #modules;
  #files;
  #onlyBeside;
  #sample;
  #took = new Map();

  constructor({ specs: { project, except, onlyBeside, sample } }) {
    this.#onlyBeside = onlyBeside;
    this.#sample = sample;
    this.#modules = new Modules(join(process.cwd(), project));
    const files = globSync(`${project}/**/*.ts`, { exclude: ['**/dist', '**/node_modules', ...except] }).sort();
    this.#files = {
      specs: files.filter((file) => isSpec(file)),
      sources: files.filter((file) => file.startsWith(`${project}/src/`) && !isSpec(file)),
    };
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const result = await this.#run({ bail: false, anew: true });
    return { ...result, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail, sandboxFileName, reloadEnvironment }) {
    // Stryker counts as neither noticed nor not what could not be tried.
    if (!isDrawn(activeMutant.id, this.#sample))
      return { status: MutantRunStatus.Error, errorMessage: 'not in the sample' };
    Object.assign(stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    const result = await this.#run({
      only: testFilter,
      bail: !disableBail,
      anew: reloadEnvironment,
      beside: relative(process.cwd(), dirname(sandboxFileName)),
    });
    return toMutantRunResult(determineHitLimitReached(stryker.hitCount, hitLimit) ?? result, disableBail);
  }

  /** A file that has a wanted test runs as a whole: what its first test or its loading made (terms, their plan), the others rest on. Specs beside (or above) the mutant go first, and of a file the tests that took least. */
  async #run({ only, bail, anew, beside }) {
    const results = [];
    const wanted = only && new Set(only.map((id) => id.split(' ')[0]));
    const failed = () => bail && results.some(({ status }) => status === TestStatus.Failed);
    const attempt = async (file, position, name, run) => {
      if (failed()) return;
      const start = performance.now();
      stryker.currentTestId = `${file} ${position}`;
      const failure = await run().then(
        () => undefined,
        (error) => String(error),
      );
      const timeSpentMs = performance.now() - start;
      if (failure === undefined) this.#took.set(stryker.currentTestId, timeSpentMs);
      results.push({
        id: stryker.currentTestId,
        name,
        fileName: resolve(file),
        timeSpentMs,
        ...(failure === undefined
          ? { status: TestStatus.Success }
          : { status: TestStatus.Failed, failureMessage: failure }),
      });
      stryker.currentTestId = undefined;
    };
    this.#modules.startAnew(anew);
    await Promise.allSettled(this.#files.sources.map((file) => this.#modules.load(file)));
    const isBeside = (file) => beside?.startsWith(dirname(file)) ?? false;
    const specs = this.#files.specs.filter(
      (file) => (wanted?.has(file) ?? true) && (!beside || isBeside(file) || !this.#onlyBeside.includes(file)),
    );
    for (const file of specs.toSorted((a, b) => isBeside(b) - isBeside(a))) {
      let tests = [];
      await attempt(
        file,
        'loads',
        `${file} loads`,
        async () => (tests = await collect(() => this.#modules.load(file))),
      );
      const took = ([i]) => this.#took.get(`${file} ${i}`) ?? 0;
      const inOrder = hasHooks(tests) ? tests.entries() : [...tests.entries()].sort((a, b) => took(a) - took(b));
      const entered = new Set();
      for (const [i, test] of inOrder) await attempt(file, i, test.title, () => runTest(test, entered));
      // What cannot be put away was not taken out either: the tests have said so.
      await leave(entered).catch(() => undefined);
    }
    return { status: DryRunStatus.Complete, tests: results };
  }
}

const isText = ({ type, expressions }) =>
  type === 'StringLiteral' ||
  (type === 'TemplateLiteral' &&
    expressions.every((each) => ['Identifier', 'MemberExpression', 'CallExpression'].includes(each.type)));
const isSentence = ({ type, properties }) =>
  type === 'ObjectExpression' &&
  properties.length === 2 &&
  properties.every(({ key, value }) => ['da', 'en'].includes(key?.name) && isText(value));

/** Where a call takes a sentence: a problem of a document at its end, an error after its code. */
const sentenceArguments = { problem: [-2, -1], unless: [-2, -1], invalid: [1, 2] };
const isArgument = (position, { callee, arguments: given }) =>
  (sentenceArguments[callee.property?.name ?? callee.name] ?? []).some(
    (each) => position === (each < 0 ? given.length + each : each),
  );

/**
 * Sentences in Danish and English, where they are mere text: `{ da, en }`, the arguments of what reports a problem, and the descriptions of a schema.
 * A text that decides something inside (singular or plural) stays in.
 */
const wording = {
  shouldIgnore({ node, parent, key, listKey }) {
    const isSaid =
      isSentence(node) ||
      (isText(node) &&
        ((key === 'value' && ['da', 'en', 'description'].includes(parent.key?.name)) ||
          (listKey === 'arguments' && isArgument(key, parent))));
    return isSaid ? 'said to people' : undefined;
  },
};

fc.configureGlobal({ seed: 20_250_101, numRuns: 10, endOnFailure: true });

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner),
  declareValuePlugin(PluginKind.Ignore, 'wording', wording),
];
export const strykerValidationSchema = { properties: { specs: { type: 'object' } } };
