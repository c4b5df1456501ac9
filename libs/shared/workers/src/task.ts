/**
 * What a worker computes: plain data in, plain data out (what structured cloning takes). `isLeft` becomes true when nobody waits for the answer any more;
 * long work looks at it between two steps. A thrown DomainError reaches the caller as such.
 */
export type TaskFunction<I, O> = (input: I, isLeft: () => boolean) => O | Promise<O>;

export interface Task<I, O> {
  /** Address of the compiled module. */
  readonly module: string;
  /** The function's name in it. */
  readonly name: string;
  /** Only for types. */
  readonly types?: TaskFunction<I, O>;
}

/**
 * Names a function for workers: `defineTask<typeof read>(import.meta.url, './read.task.js', 'read')`. Workers run what was built, also when the caller runs
 * from its sources, as specs do.
 */
export const defineTask = <F extends TaskFunction<never, unknown>>(
  from: string,
  file: string,
  name: string,
): Task<Parameters<F>[0], Awaited<ReturnType<F>>> => ({
  module: new URL(file, from).href.replace(/\/src\/(?!.*\/src\/)/, '/dist/'),
  name,
});
