import { walksOn } from './support/walks-on.js';
import { contractEnd } from './walks/contract-end.js';
import { duePages } from './walks/due-pages.js';
import { importing } from './walks/import.js';
import { people } from './walks/people.js';
import { personChanges } from './walks/person-changes.js';
import { renegotiation } from './walks/renegotiation.js';
import { progression } from './walks/progression.js';
import { provisions } from './walks/provisions.js';
import { samples } from './walks/samples.js';
import { search } from './walks/search.js';
import { settling } from './walks/settling.js';
import { whatWorks } from './walks/what-works.js';

walksOn(
  'the demo data: what people work with',
  [],
  [
    whatWorks,
    provisions,
    progression,
    people,
    search,
    samples,
    importing,
    duePages,
    personChanges,
    settling,
    contractEnd,
    renegotiation,
  ],
);
