import { z } from 'zod';
import { read, type Instance } from './instance.js';

const MendedSchema = z.object({
  epoch: z.int().nullable(),
  subjects: z.array(z.object({ subject: z.string(), fork: z.int(), givenBack: z.int(), renumbered: z.int() })),
});
const GivenBackSchema = z.object({
  items: z.array(z.object({ subject: z.string(), key: z.string(), seq: z.int(), occurredAt: z.string() })),
});

export interface Mended {
  readonly mended: z.output<typeof MendedSchema>;
  /** All that its consumers ever gave back to the service. */
  readonly givenBack: z.output<typeof GivenBackSchema>['items'];
}

/** Heals the event log of a service whose database was restored from an older backup. @throws NoAnswer, Declined */
export async function mend(instance: Instance, service: string): Promise<Mended> {
  const messaging = `/api/${service}/operations/messaging`;
  const mended = read(MendedSchema, await instance.post(`${messaging}/mending`));
  const givenBack = read(GivenBackSchema, await instance.get(`${messaging}/given-back`));
  return { mended, givenBack: givenBack.items };
}
