import { runService } from '@ringvirkning/service';
import { benefitsService } from './index.js';

await runService(benefitsService, process.env);
