import type { Document } from 'yaml';
import type { TermsError } from '@ringvirkning/terms-language';
import type { Migration } from './migration.js';

/** Whether a value needs no step, and so no document in which steps could be made. */
export const isNewest = (value: unknown, migrations: readonly Migration[]): boolean =>
  (value as { language?: unknown } | null | undefined)?.language === `ringvirkning-terms/${migrations.length + 1}`;

const VERSIONED = /^ringvirkning-terms\/([1-9]\d{0,5})$/;

/**
 * Brings a document to the newest version of the language, step by step. A newer one than that is refused; whatever else may stand there is left to the schema.
 * Returns what is wrong, without its place.
 */
export function migrate(document: Document.Parsed, migrations: readonly Migration[]): TermsError | undefined {
  const newest = migrations.length + 1;
  const version = Number(VERSIONED.exec(String(document.getIn(['language'])))?.[1] ?? newest);
  if (version > newest) {
    return {
      code: 'terms.language-too-new',
      path: 'language',
      da: `Dokumentet er skrevet i version ${version} af sproget; her kendes versioner til og med ${newest}. Brug en nyere udgave af Ringvirkning, eller skriv dokumentet i ringvirkning-terms/${newest}.`,
      en: `The document is written in version ${version} of the language; known here are versions up to ${newest}. Use a newer release of Ringvirkning, or write the document in ringvirkning-terms/${newest}.`,
    };
  }
  if (version === newest) return undefined;
  for (const step of migrations.slice(version - 1)) step(document);
  document.setIn(['language'], `ringvirkning-terms/${newest}`);
  return undefined;
}
