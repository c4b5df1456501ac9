import Sequencer from '@jest/test-sequencer';

const LONG = ['/tools/generators/', '/apps/system-e2e/'];
const rank = ({ path }) => [...LONG, '/'].findIndex((folder) => path.includes(folder));

/**
 * The order of the spec files: first those that take a minute or more, so that none of them runs alone at the end. On a fresh
 * clone Jest knows no durations and goes by the size of the files, which tells little.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
