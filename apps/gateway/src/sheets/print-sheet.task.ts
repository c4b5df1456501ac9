import { fileURLToPath } from 'node:url';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { Sheet } from './sheet.js';
import { TEMPLATE } from './template.js';

/** Headings go down one level at a time: PDF/UA refuses what skips one. */
function stepwise(parts: Sheet['parts']): Sheet['parts'] {
  let before = 0;
  return parts.map((part) => {
    if (part.kind !== 'heading') return part;
    before = Math.min(part.level, before + 1);
    return { ...part, level: before };
  });
}

/** A sheet as a tagged PDF (PDF/UA-1). `at`: when it was printed, in milliseconds, so that the same sheet gives the same bytes. */
export function printSheet({ sheet, at }: { readonly sheet: Sheet; readonly at: number }): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: fileURLToPath(new URL('.', import.meta.url)) });
  return compiler.pdf(
    { mainFileContent: TEMPLATE, inputs: { sheet: JSON.stringify({ ...sheet, parts: stepwise(sheet.parts) }) } },
    { pdfStandard: PdfStandard.UA_1, creationTimestamp: Math.floor(at / 1_000) },
  );
}
