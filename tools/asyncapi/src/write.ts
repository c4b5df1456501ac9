import { writeFileSync } from 'node:fs';
import { DOCUMENT, generated } from './messages.js';

writeFileSync(DOCUMENT, generated());
