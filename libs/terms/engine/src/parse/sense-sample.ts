import { numberOf, plannedSample } from '../sampling/consequence.js';
import { unless, type Check } from './problem.js';

const PATH = ['verification', 'sample'] as const;

/** A sample whose size nobody says must be one that can be computed. */
export const sampleMakesSense: Check = ({ verification: { sample } }) => {
  if (sample === undefined) return [];
  const materiality = numberOf(sample.materiality);
  return [
    ...unless(
      materiality > 0 && materiality <= 0.1,
      [...PATH, 'materiality'],
      'materiality-out-of-range',
      'Væsentligheden skal være større end 0 og højst 0.1; vejledningen siger højst 0.02.',
      'The materiality must be greater than 0 and at most 0.1; the guidance says at most 0.02.',
    ),
    ...unless(
      sample.size !== undefined || sample.method === 'mus-conservative',
      [...PATH, 'size'],
      'sample-size-missing',
      `Ved «${sample.method}» skal stikprøvens størrelse (size) stå her; kun mus-conservative beregner den selv.`,
      `With «${sample.method}» the size of the sample must stand here; only mus-conservative computes it.`,
    ),
    ...unless(
      sample.size !== undefined || sample.method !== 'mus-conservative' || isComputable(sample),
      [...PATH, 'expectedError'],
      'expected-error-too-large',
      'Den forventede fejl er for tæt på væsentligheden til, at en stikprøve kan skelne dem. Angiv size, eller sænk den.',
      'The error expected is too close to the materiality for a sample to tell them apart. Give size, or lower it.',
    ),
  ];
};

function isComputable(sample: Parameters<typeof plannedSample>[0]): boolean {
  try {
    return plannedSample(sample, 1_000_000n) > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
