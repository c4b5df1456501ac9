import { z } from 'zod';

const count = z.int().min(0);

/** How much there is of one contract, and a digest over all of it; equal digests mean equal content. */
export const SumSchema = z.object({ contractId: z.string(), count, digest: z.string().regex(/^[0-9a-f]{64}$/) });
export type Sum = z.infer<typeof SumSchema>;

/** A contract about which two sides do not say the same. `aside`: things that lie in dead letters. */
export const DifferenceSchema = z.object({ contractId: z.string(), told: count, held: count, aside: count });
export type Difference = z.infer<typeof DifferenceSchema>;

export const ComparedSchema = z.object({ contracts: count, differing: z.array(DifferenceSchema) });
export type Compared = z.infer<typeof ComparedSchema>;

const PlaceSchema = z.object({ subject: z.string(), upto: count, epoch: z.int().positive() });

/** What one service says of itself, at one moment. Counts, digests and ids of contracts; nothing of people. */
export const HoldingsSchema = z.object({
  /** The last event of each subject it publishes. `fork`: the last number that means the same in the epoch before. */
  told: z.array(PlaceSchema.extend({ fork: count })),
  /** What it made of the events it consumed, with the last of them. */
  held: z.array(
    PlaceSchema.extend({
      members: z.array(z.string()),
      sums: z.array(SumSchema),
      aside: z.array(z.object({ contractId: z.string(), count })),
    }),
  ),
  /** Its records against its own events, and its books in themselves. */
  own: z.array(ComparedSchema.extend({ kind: z.string() })),
});
export type Holdings = z.infer<typeof HoldingsSchema>;

/** What a producer's events up to a place say, by contract. */
export const ToldQuerySchema = z.object({
  subject: z.string().max(100),
  upto: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  members: z
    .string()
    .regex(/^[A-Za-z]{1,40}(,[A-Za-z]{1,40}){0,19}$/)
    .transform((text) => text.split(',')),
});
export type ToldQuery = z.output<typeof ToldQuerySchema>;
export const ToldSchema = z.object({ sums: z.array(SumSchema) });

/** What a consumer asks its producer of one contract; and what the producer answers. */
export const OneContractSchema = z.object({
  contractId: z.string(),
  upto: count,
  members: z.array(z.string()).max(40),
});
export type OneContract = z.infer<typeof OneContractSchema>;
export const ToldOfContractSchema = z.object({
  last: PlaceSchema.extend({ fork: count }),
  sums: z.array(SumSchema),
});
export type ToldOfContract = z.infer<typeof ToldOfContractSchema>;
