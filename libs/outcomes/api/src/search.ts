import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { ClaimStatusSchema } from './http.js';

const About = { contractId: IdSchema, contractRef: z.string(), participantId: IdSchema, pseudonym: z.string() };

/**
 * Answer of `POST /api/outcomes/search`: people by their whole pseudonym, by the own key their organisation gave them, or by id; claims by id or by the reference
 * of those who made them. Nobody is found by half a name: who looks for a person knows them.
 */
export const PeopleHitsSchema = z.object({
  people: z.array(z.object({ ...About, key: z.string().nullable() })),
  claims: z.array(z.object({ ...About, claimId: IdSchema, on: LocalDateSchema, status: ClaimStatusSchema })),
});
export type PeopleHits = z.infer<typeof PeopleHitsSchema>;
