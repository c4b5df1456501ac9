/** One evaluation of so many facts takes some 50 ms: nothing else is served meanwhile. */
export const MOST_CLAIMS = 10_000;
/** Draws of one simulation, over all success rates and runs; less than a second of computing, in slices. */
const MOST_DRAWS = 100_000;

/** Runs that the size of the contract leaves room for: as many as asked, or fewer. */
export const affordableRuns = (asked: number, claims: number, rates: number): number =>
  Math.min(asked, Math.max(1, Math.floor(MOST_DRAWS / Math.max(1, claims * rates))));
