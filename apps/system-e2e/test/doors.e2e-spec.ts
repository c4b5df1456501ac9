import { walksOn } from './support/walks-on.js';
import { accessLog } from './walks/access-log.js';
import { badInput } from './walks/bad-input.js';
import { frontDoor } from './walks/front-door.js';
import { hostileInput } from './walks/hostile-input.js';
import { openapi } from './walks/openapi.js';

// What is looked at for having stored nothing comes before what stores something.
walksOn('an instance without data: its doors', ['--no-seed'], [openapi, badInput, hostileInput, frontDoor, accessLog]);
