import { afterAll, beforeAll, describe } from '@jest/globals';
import { BrowsedInstance } from './support/browsed-instance.js';
import { importing } from './walks/import.js';
import { people } from './walks/people.js';
import { progression } from './walks/progression.js';
import { samples } from './walks/samples.js';
import { search } from './walks/search.js';
import { whatWorks } from './walks/what-works.js';

/** Walks that do not come in each other's way: to begin an instance for each takes more than most of them. */
describe('on one instance', () => {
  let shared: BrowsedInstance;
  beforeAll(async () => {
    shared = await BrowsedInstance.start();
  });
  afterAll(async () => {
    await shared?.stop();
  });
  for (const walk of [whatWorks, progression, people, search, samples, importing]) walk(() => shared.withOthers());
});
