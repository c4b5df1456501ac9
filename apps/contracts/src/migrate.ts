import { migrateService } from '@ringvirkning/service';
import { contractsService } from './index.js';

await migrateService(contractsService, process.env);
