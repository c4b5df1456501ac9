import { crc32, deflateSync } from 'node:zlib';
import type { SyntheticClaim } from './claim-rows.js';

const TITLES = {
  register: 'Udskrift af register',
  document: 'Bekraeftelse af indflytning',
  questionnaire: 'Besvaret skema om selvmestring',
} as const;

/** The evidence of a synthetic claim, the same bytes each time: a page, or for documents a picture of one, as phones make them. */
export const evidenceOf = (claim: SyntheticClaim): Buffer<ArrayBuffer> =>
  claim.evidence === 'document' ? picture(claim.person) : page(claim);

/** A page of text. */
function page({ person, outcome, followUp, on, evidence }: SyntheticClaim): Buffer<ArrayBuffer> {
  const lines = [
    TITLES[evidence],
    `Reference: ${person}`,
    `Resultat: ${outcome}${followUp ? `, ${followUp}` : ''}`,
    `Dato: ${on}`,
    'Syntetisk dokument: ingen virkelig person staar bag.',
  ];
  const text = lines.map((line, index) => `1 0 0 1 60 ${760 - index * 30} Tm (${line}) Tj`).join(' ');
  const stream = `BT /F1 16 Tf ${text} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return Buffer.from(withPlaces(objects), 'latin1');
}

/** A PDF file tells where each of its objects begins. */
function withPlaces(objects: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Root 1 0 R /Size ${size} >>\nstartxref\n${file.length}\n%%EOF\n`;
}

const [WIDTH, HEIGHT] = [240, 320];

/** A picture of a sheet with lines of writing, another for each person: a bit for each point, not packed, so that thousands are made in no time. */
function picture(person: string): Buffer<ArrayBuffer> {
  const turn = crc32(person);
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const line = Math.floor(y / 16);
    const isWritten = y % 16 > 12 && line > 1 && line < 18;
    const length = isWritten ? 5 + ((turn >>> (line % 16)) & 15) : 0;
    // A row begins with how it is packed: not at all.
    return Buffer.alloc(1 + WIDTH / 8, 0xff)
      .fill(0, 0, 1)
      .fill(0, 4, 4 + length);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })),
    chunk('IEND', Buffer.of()),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
