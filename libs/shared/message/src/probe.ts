import { z } from 'zod';
import { defineEvent, type EventType } from './event.js';
import { InstantSchema } from './wire.js';

const ProbePassedSchema = z.object({ begunAt: InstantSchema });
export type ProbePassed = z.infer<typeof ProbePassedSchema>;

/** A probe has passed through a service: it is about nothing, and goes the way of a fact from one service to the next (ADR 124). Key: `probe`. */
export const probePassedBy = (service: string): EventType<ProbePassed> =>
  defineEvent({ subject: `evt.${service}.probe-passed.v1`, data: ProbePassedSchema });
