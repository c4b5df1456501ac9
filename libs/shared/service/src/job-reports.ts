import type { ModuleRef } from '@nestjs/core';
import { JobRunner, type JobReport } from '@ringvirkning/jobs';
import { providedBy } from './provided-by.js';

/** Injection token of the {@link JobRunner} that every service with messages has, beside that of its own jobs. */
export const CROSS_CHECK_RUNNER = Symbol('CrossCheckRunner');

/** All that the clock does in this service. */
export const jobReports = (modules: ModuleRef): readonly JobReport[] =>
  [JobRunner, CROSS_CHECK_RUNNER].flatMap((token) => providedBy<JobRunner>(modules, token)?.reports ?? []);
