import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { DomainError } from '@ringvirkning/kernel';
import { HttpError } from '@ringvirkning/http';
import { ReceiveEvidenceHandler } from '../evidence/receive-evidence.handler.js';
import { plainName, skipped } from '../../receiving/entries.js';
import { OF_CLAIMS } from '../../receiving/receive-rows.js';
import type { Upload } from '../../receiving/upload.js';
import { FilesBeside, keyOf, nameFault } from './files-beside.js';

/** Takes in the evidence that came beside rows. */
@Injectable()
export class TakeFiles {
  constructor(private readonly evidence: ReceiveEvidenceHandler) {}

  /** Every file is looked at; those that rows name are kept, when there is somebody to keep them for. */
  async of(contractId: string, upload: Upload, keepFor: Person | undefined): Promise<FilesBeside> {
    const files = new FilesBeside();
    if (!upload.hasBeside) return files;
    const named = await namesIn(upload);
    for await (const entry of upload.beside()) {
      const { name, bytes } = entry;
      const fault = nameFault(name);
      if (fault) files.add(name, fault);
      else
        try {
          const keeper = named.has(keyOf(name)) ? keepFor : undefined;
          const { digest, warnings } = await this.evidence.beside(contractId, bytes, name, keeper);
          files.add(name, digest);
          for (const warning of warnings) files.warn(name, warning);
        } catch (error) {
          files.add(name, faultOf(error));
        }
      await skipped(entry);
    }
    return files;
  }
}

async function namesIn(upload: Upload): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const rows of upload.rows(OF_CLAIMS))
    for (const { cells } of rows) if (cells['evidence_file']) names.add(keyOf(plainName(cells['evidence_file'])));
  return names;
}

/** A file that is not taken is told with its name, and stops no other. */
function faultOf(error: unknown): { readonly code: string; readonly da: string; readonly en: string } {
  if (error instanceof HttpError) return { code: error.code, ...error.detail };
  if (error instanceof DomainError && error.kind === 'invalid') return { code: error.code, ...error.json.detail };
  throw error;
}
