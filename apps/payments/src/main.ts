import { runService } from '@ringvirkning/service';
import { paymentsService } from './payments.module.js';

await runService(paymentsService, process.env);
