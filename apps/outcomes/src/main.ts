import { runService } from '@ringvirkning/service';
import { outcomesService } from './index.js';

await runService(outcomesService, process.env);
