import { migrateService } from '@ringvirkning/service';
import { outcomesService } from './index.js';

await migrateService(outcomesService, process.env);
