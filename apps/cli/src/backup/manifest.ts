import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson, sha256Hex } from '@ringvirkning/kernel';
import { z } from 'zod';

const FileSchema = z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: z.string() });
const TableSchema = z.strictObject({ name: z.string(), rows: z.int().min(0), digest: z.string() });

const ContentSchema = z.strictObject({
  format: z.literal('ringvirkning-backup/1'),
  id: z.string().regex(/^[\w.-]+$/),
  instance: z.string(),
  /** The moment that all databases are seen at. */
  takenAt: z.iso.datetime(),
  databases: z.record(
    z.string(),
    z.strictObject({ migrations: z.array(z.string()), tables: z.array(TableSchema), file: FileSchema }),
  ),
  secrets: FileSchema,
  /** Files of evidence, which lie sealed beside all backups of the place: by service. Null where they are kept elsewhere (a bucket). */
  evidence: z.record(z.string(), z.array(FileSchema).nullable()),
  /** The instance file, which holds no secret; null without one. */
  settings: z.record(z.string(), z.unknown()).nullable(),
  /** Who can open it. */
  recipients: z.array(z.string()),
  /** The key of the backup, locked for each of them (JWE, general serialization). */
  key: z.looseObject({
    ciphertext: z.string(),
    iv: z.string(),
    tag: z.string(),
    recipients: z.array(z.looseObject({})),
  }),
});
export type ManifestContent = z.output<typeof ContentSchema>;

const ManifestSchema = ContentSchema.extend({
  /** HMAC-SHA-256 over the rest: whoever cannot open the backup cannot make another manifest for it. */
  mac: z.string(),
});
export type Manifest = z.output<typeof ManifestSchema>;

const macOf = (content: ManifestContent, dataKey: Buffer): string =>
  createHmac('sha256', dataKey).update(canonicalJson(content)).digest('hex');

export const sealedManifest = (content: ManifestContent, dataKey: Buffer): Manifest => ({
  ...content,
  mac: macOf(content, dataKey),
});

/** What is to be remembered elsewhere to know a backup again. */
export const digestOfManifest = (manifest: Manifest): string => sha256Hex(canonicalJson(manifest));

/** @throws Error in words when it is none. */
export function readManifest(text: string): Manifest {
  const { data, error } = ManifestSchema.safeParse(asJson(text));
  if (data) return data;
  const [issue] = error.issues;
  throw new Error(`no manifest of a backup: ${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws Error in words when the manifest is not the one that was made with the backup. */
export function requireGenuine({ mac, ...content }: Manifest, dataKey: Buffer): void {
  const [own, given] = [Buffer.from(macOf(content, dataKey)), Buffer.from(mac)];
  if (own.length !== given.length || !timingSafeEqual(own, given))
    throw new Error('the manifest was changed after the backup was made');
}
