/**
 * A Jest reporter that says on SIGUSR2 which spec files the run still waits for, and for how long. A spec that never gives its
 * thread back is not reached by the time limit of its tests, so that the run would end without having named it.
 */
export default class StillRunning {
  #since = new Map();
  #tell = () => {
    for (const [path, since] of this.#since)
      console.error(`Not done after ${Math.round((Date.now() - since) / 1000)} s: ${path}`);
  };

  onRunStart() {
    process.on('SIGUSR2', this.#tell);
  }

  onTestFileStart({ path }) {
    this.#since.set(path, Date.now());
  }

  onTestFileResult({ path }) {
    this.#since.delete(path);
  }

  onRunComplete() {
    process.off('SIGUSR2', this.#tell);
  }
}
