import { fail } from '@ringvirkning/kernel';
import { z } from 'zod';
import { FileStore } from './file-store.js';
import { folderStore } from './folder-store.js';
import { s3Store } from './s3-store.js';

/** What a service that keeps files is told of where they lie, beside its master keys: those are its own, and it alone has them. */
export const FilesConfigShape = {
  /** Folder of files. With a bucket it holds them only while they arrive. Without it nothing is taken in. */
  FILES_FOLDER: z.string().min(1).optional(),
  /** A bucket instead of the folder, at anything that speaks S3: all of these, or none. */
  FILES_S3_ENDPOINT: z.url().optional(),
  FILES_S3_BUCKET: z.string().min(1).optional(),
  FILES_S3_REGION: z.string().min(1).default('us-east-1'),
  FILES_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  FILES_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Largest file, in bytes. */
  FILES_LARGEST: z.coerce.number().int().min(1_000).default(25_000_000),
  /** How often files that nothing refers to any more are looked for. */
  SWEEP_FILES_EVERY_MS: z.coerce.number().int().min(50).default(60_000),
};
export type FilesConfig = z.output<z.ZodObject<typeof FilesConfigShape>>;

const noFileStore = () =>
  fail.unavailable(
    'files.no-store',
    'Der er ikke sat et sted op til filer (FILES_FOLDER). Driften skal se på det.',
    'No place for files has been set up (FILES_FOLDER). Operations must look at it.',
  );

/** The place where the files of a service lie, as the deployment chose it. */
export class OwnFiles {
  readonly largest: number;
  private readonly files: FileStore | undefined;

  /** @param masters what the master keys are now, the newest first: they may change while the service runs. */
  constructor(
    config: FilesConfig,
    readonly masters: () => readonly Buffer[],
  ) {
    this.largest = config.FILES_LARGEST;
    this.files = config.FILES_FOLDER === undefined ? undefined : storeOf(config, config.FILES_FOLDER, masters);
  }

  /** @throws DomainError `files.no-store` when no place was set up. */
  get store(): FileStore {
    if (!this.files) throw noFileStore();
    return this.files;
  }

  get isSetUp(): boolean {
    return this.files !== undefined;
  }
}

function storeOf(config: FilesConfig, folder: string, masters: () => readonly Buffer[]): FileStore {
  const {
    FILES_S3_ENDPOINT: endpoint,
    FILES_S3_BUCKET: bucket,
    FILES_S3_REGION: region,
    FILES_S3_ACCESS_KEY_ID: accessKeyId,
    FILES_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = config;
  const bytes =
    endpoint && bucket && accessKeyId && secretAccessKey
      ? s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey })
      : folderStore(folder);
  return new FileStore(bytes, masters, folder);
}
