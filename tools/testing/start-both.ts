/** Generous: the first start of a machine fetches the broker. */
const PATIENCE_MS = 5 * 60_000;

interface Server {
  readonly stop: () => Promise<unknown>;
}

/** Two servers that start side by side. When one does not, in time or at all, the other is stopped: nothing is left behind that would keep the run from ending. */
export async function startBoth<A extends Server, B extends Server>(
  startOne: () => Promise<A>,
  startOther: () => Promise<B>,
  patienceMs = PATIENCE_MS,
): Promise<readonly [A, B]> {
  const [one, other] = await Promise.allSettled([inTime(startOne(), patienceMs), inTime(startOther(), patienceMs)]);
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  const results = [one, other];
  const stopping = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value.stop()] : []));
  await Promise.allSettled(stopping);
  const reasons = results.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []));
  throw new Error(`The servers that the tests need do not start.\n${reasons.join('\n')}`);
}

/** What comes later than that is stopped when it comes. */
function inTime<S extends Server>(starting: Promise<S>, patienceMs: number): Promise<S> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      starting.then((server) => server.stop()).catch(() => undefined);
      reject(new Error(`not within ${patienceMs / 1_000} seconds`));
    }, patienceMs);
  });
  return Promise.race([starting, late]).finally(() => clearTimeout(timer));
}
