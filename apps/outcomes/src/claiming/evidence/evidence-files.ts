import { Inject, Injectable } from '@nestjs/common';
import { FileStore, folderStore, s3Store } from '@ringvirkning/files';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import { CONFIG, CONFIGURATION } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';

/** The place where evidence lies, as the deployment chose it. */
@Injectable()
export class EvidenceFiles {
  readonly largest: number;
  private readonly files: FileStore | undefined;

  constructor(
    @Inject(CONFIG) config: OutcomesConfig,
    @Inject(CONFIGURATION) private readonly configuration: () => OutcomesConfig,
  ) {
    this.largest = config.FILES_LARGEST;
    this.files =
      config.FILES_FOLDER === undefined ? undefined : storeOf(config, config.FILES_FOLDER, () => this.masters());
  }

  /** @throws unavailable when no place was set up. */
  get store(): FileStore {
    if (!this.files) throw outcomeErrors.noFileStore();
    return this.files;
  }

  /** Master keys as they are now, the newest first. */
  masters(): readonly Buffer[] {
    return this.configuration().EVIDENCE_KEY;
  }

  get isSetUp(): boolean {
    return this.files !== undefined;
  }
}

function storeOf(config: OutcomesConfig, folder: string, masters: () => readonly Buffer[]): FileStore {
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
