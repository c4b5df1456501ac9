import { describe, expect, it } from '@jest/globals';
import { pdfText } from './pdf-text.js';

/** The smallest document with a text layer. */
function pdfWith(text: string): Buffer {
  const stream = `BT /F1 12 Tf 20 100 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(`%PDF-1.4\n${body.join('')}trailer << /Root 1 0 R /Size 6 >>\n%%EOF`);
}

describe('the text layer of a PDF', () => {
  it('is read', async () => expect(await pdfText(pdfWith('Bekraeftelse 010190-1234'))).toContain('010190-1234'));
  it.each([
    ['garbage', Buffer.from('%PDF-1.7 and nothing more')],
    ['something else', Buffer.from('hello')],
  ])('is unknown for %s, which is no error', async (_, bytes) => expect(await pdfText(bytes)).toBeUndefined());
});
