import { migrateService } from '@ringvirkning/service';
import { partnershipService } from './index.js';

await migrateService(partnershipService, process.env);
