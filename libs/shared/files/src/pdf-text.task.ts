import { extractText, getDocumentProxy } from 'unpdf';

/** What can be selected as text in a PDF. @throws when it cannot be read */
export async function readPdfText(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf, { verbosity: 0 }), { mergePages: true });
  return text;
}
