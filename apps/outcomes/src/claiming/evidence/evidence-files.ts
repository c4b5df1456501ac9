import { Inject, Injectable } from '@nestjs/common';
import { OwnFiles } from '@ringvirkning/files';
import { CONFIG, CONFIGURATION } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';

/** The place where evidence lies. */
@Injectable()
export class EvidenceFiles extends OwnFiles {
  constructor(@Inject(CONFIG) config: OutcomesConfig, @Inject(CONFIGURATION) configuration: () => OutcomesConfig) {
    super(config, () => configuration().EVIDENCE_KEY);
  }
}
