import { runService } from '@ringvirkning/service';
import { partnershipService } from './index.js';

await runService(partnershipService, process.env);
