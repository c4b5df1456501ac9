import { z } from 'zod';

/** Body of every `POST …/search`: what somebody looks for stands in no address, and so in no log on the way. */
export const SearchRequestSchema = z.strictObject({ term: z.string().trim().min(1).max(100) });
export type SearchRequest = z.output<typeof SearchRequestSchema>;

/** Who finds more than this has to say it more precisely. */
export const MOST_HITS = 20;
