import { Inject, Injectable } from '@nestjs/common';
import { OwnFiles } from '@ringvirkning/files';
import { CONFIG, CONFIGURATION } from '@ringvirkning/service';
import type { ContractsConfig } from '../config.js';

/** The place where attachments lie. */
@Injectable()
export class AttachmentFiles extends OwnFiles {
  constructor(@Inject(CONFIG) config: ContractsConfig, @Inject(CONFIGURATION) configuration: () => ContractsConfig) {
    super(config, () => configuration().ATTACHMENT_KEY);
  }
}
