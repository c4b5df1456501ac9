import { runService } from '@ringvirkning/service';
import { contractsService } from './index.js';

await runService(contractsService, process.env);
