import { migrateService } from '@ringvirkning/service';
import { benefitsService } from './index.js';

await migrateService(benefitsService, process.env);
