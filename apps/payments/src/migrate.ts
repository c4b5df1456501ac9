import { migrateService } from '@ringvirkning/service';
import { paymentsService } from './payments.module.js';

await migrateService(paymentsService, process.env);
