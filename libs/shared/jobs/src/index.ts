export { jobRunner, JobRunner, type ClockJob, type JobFailure, type JobReport } from './job-runner.js';
