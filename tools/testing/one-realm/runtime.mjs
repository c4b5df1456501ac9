import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';
import { isKept, isOfPackage, standIn } from './modules.mjs';

/** Modules that the spec files of this worker have loaded and that the next one finds as they are, by the key Jest knows them by. */
const kept = new Map();
/** Of every module ever transformed, for the stacks of those that stayed. */
const sourceMaps = new Map();
/** How the spec that runs imports. */
let dynamicImport;

/**
 * Jest's runtime, with two differences (ADR 80): modules live in the worker's own realm instead of a new one for every spec file, so that those
 * of packages can be Node's own; and what a worker has loaded once, but for the specs and what belongs to them, stays loaded.
 */
export default class OneRealmRuntime extends Runtime {
  #keeps;

  constructor(...args) {
    super(...args);
    const { watch, watchAll } = args.at(-1);
    this.#keeps = !watch && !watchAll;
    this.#evaluateHere();
    this.#leavePackagesToNode();
    if (this.#keeps) this.#takeOver();
  }

  teardown() {
    if (this.#keeps)
      for (const [key, module] of this.registries.getActiveEsmRegistry())
        if (module.status === 'evaluated' && isKept(key)) kept.set(key, module);
    super.teardown();
  }

  #evaluateHere() {
    const { esmLoader, executor } = this;
    esmLoader.getContext = () => undefined;
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  #leavePackagesToNode() {
    const { transformCache } = this;
    const { transform } = transformCache;
    transformCache.transform = (path, options) => {
      if (options?.isInternalModule || !isOfPackage(path)) return transform.call(transformCache, path, options);
      const code = standIn(path, options?.supportsStaticESM === true);
      transformCache.transforms.set(path, { code, originalCode: code });
      return code;
    };
  }

  #takeOver() {
    const { esmLoader, registries, transformCache } = this;
    transformCache.sourceMaps = sourceMaps;
    for (const [key, module] of kept) registries.getActiveEsmRegistry().set(key, module);
    // A kept module imports later, too: by whichever spec runs then.
    dynamicImport = esmLoader.dynamicImport;
    esmLoader.dynamicImport = (...args) => dynamicImport(...args);
  }
}
