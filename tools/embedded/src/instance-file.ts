import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLocalDate, type LocalDate } from '@ringvirkning/kernel';
import { isMunicipalityCode } from '@ringvirkning/reference';
import { z } from 'zod';

/** What says that a folder is of an instance, and of which. */
export const INSTANCE_FILE = 'instance.json';

const day = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value));
const line = z.string().min(1);

const InstanceFileSchema = z.strictObject({
  format: z.literal('ringvirkning-instance/1'),
  /** Looked up by the code, for people to read. */
  municipality: z.strictObject({
    code: z.string().refine(isMunicipalityCode),
    /** Short name: INSTANCE_ID, and the member's name in a partnership. */
    instance: line,
    name: line,
    /** CVR number. */
    organisationNumber: line,
    /** Regions that serve it, each until its last day. */
    regions: z.array(z.strictObject({ code: line, name: line, until: day.optional() })),
  }),
  /** Days beside weekends and public holidays on which its offices are closed. */
  closedDays: z.array(day),
  /** Where people reach the gateway and the sign-in service of the containers. */
  origin: line.optional(),
  identity: line.optional(),
  hub: z
    .strictObject({
      url: z.string().regex(/^(tls|nats-leaf):\/\/[^\s/@]+:\d+$/),
      /** File in the folder with the certificates by which it is recognised. */
      ca: line.optional(),
    })
    .optional(),
});
/** What an instance is set up with, beside its secrets. People may edit all but `municipality`. */
export type InstanceFile = z.output<typeof InstanceFileSchema>;

/** The instance file of a folder, undefined where there is none. @throws Error that names what is wrong with it. */
export function readInstanceFile(folder: string): InstanceFile | undefined {
  const path = join(folder, INSTANCE_FILE);
  if (!existsSync(path)) return undefined;
  const read = (): unknown => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new Error(`${path} cannot be read: ${(error as Error).message}`);
    }
  };
  const { data, error } = InstanceFileSchema.safeParse(read());
  if (data) return data;
  const [issue] = error.issues;
  throw new Error(`${path} is no instance file: ${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
}
