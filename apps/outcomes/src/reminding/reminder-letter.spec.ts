import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import type { DueSummary } from '@ringvirkning/outcomes-api';
import { reminderLetter } from './reminder-letter.js';

type Band = DueSummary['bands'][number];
type Group = Band['groups'][number];

const group = (change: Partial<Group>): Group => ({
  kind: 'follow-up',
  contractId: 'c1',
  contractTitle: 'Unge hjemløse',
  outcome: 'housed',
  followUp: 'm12',
  title: { da: 'I bolig', en: 'Housed' },
  followUpTitle: { da: '12 måneder', en: '12 months' },
  count: 3,
  firstOn: localDate('2026-11-12'),
  ...change,
});
const band = (name: Band['band'], groups: readonly Group[], more = false): Band => ({
  band: name,
  from: null,
  to: null,
  count: groups.reduce((sum, { count }) => sum + count, 0),
  more,
  groups: [...groups],
});
const letter = (bands: readonly Band[], language: 'da' | 'en' = 'da') =>
  reminderLetter({
    language,
    rhythm: 'weekly',
    origin: 'https://r.example',
    summary: { today: localDate('2026-11-23'), bands: [...bands] },
  });
const overdue = band('overdue', [
  group({}),
  group({ outcome: 'job', count: 1, firstOn: localDate('2026-11-02') }),
  group({ kind: 'returned', count: 1 }),
]);
const soon = band('this-week', [
  group({ contractId: 'c2', contractTitle: 'Job & "bolig" <nu>', kind: 'attest', count: 1_200 }),
]);

describe('the letter of what is due', () => {
  it('tells how much there is by contract and kind, since when, and where to do it', () => {
    const { subject, text, stopAt } = letter([overdue, soon, band('next-week', [])])!;
    expect(subject).toBe('1.205 frister i Ringvirkning, heraf overskredet 5');
    expect(stopAt).toBe('https://r.example/due#reminder');
    expect(text).toBe(`Du har bedt om at blive mindet om dine frister hver uge.

Overskredet: 5

Unge hjemløse
- 4 opfølgninger skal indberettes, den første 2. november 2026
- 1 resultat kom retur, den første 12. november 2026
https://r.example/due?contractId=c1

Denne uge: 1.200

Job & "bolig" <nu>
- 1.200 resultater venter på attestation, den første 12. november 2026
https://r.example/due?contractId=c2

Se alle frister: https://r.example/due

Mailen nævner ingen deltagere. Hvem det handler om, står på siden, når du er logget ind.
Skift hvor tit, eller stop: https://r.example/due#reminder`);
  });
  it('is in English for those who read English', () => {
    const { subject, text, html } = letter([overdue], 'en')!;
    expect(subject).toBe('5 things due in Ringvirkning, overdue 5');
    expect(text).toContain('- 4 follow-ups to register, the first on 2 November 2026\n');
    expect(html).toContain('<html lang="en">');
  });
  it('says the same as text and as HTML, in which a title of a contract is no markup', () => {
    const { html } = letter([overdue, soon])!;
    expect(html).toContain(
      '<a href="https://r.example/due?contractId=c2">Job &amp; &quot;bolig&quot; &lt;nu&gt;</a></h3><ul><li>1.200 resultater venter',
    );
    expect(html).toContain('<a href="https://r.example/due#reminder">Skift hvor tit, eller stop</a>');
  });
  it('is not written when nothing is due before the end of next week', () => {
    expect(letter([band('overdue', []), band('later', [group({})])])).toBeUndefined();
  });
  it('tells of claims that can be answered now however late their day is, and not of follow-ups after next week', () => {
    const { subject, text } = letter([
      band('overdue', []),
      band('later', [group({}), group({ kind: 'verify', count: 2, firstOn: localDate('2026-12-24') })]),
    ])!;
    expect(subject).toBe('2 frister i Ringvirkning');
    expect(text).toContain(
      'Senere: 2\n\nUnge hjemløse\n- 2 resultater venter på verifikation, den første 24. december',
    );
    expect(text).not.toContain('opfølgning');
  });
  it('tells of measurements for the dialogue in their own words, and not of those after next week', () => {
    const measured = (name: Band['band']) => band(name, [group({ kind: 'measurement', followUp: '0', count: 3 })]);
    expect(letter([measured('this-week'), measured('later')])!.text).toContain(
      'Denne uge: 3\n\nUnge hjemløse\n- 3 målinger skal tages, den første 12. november 2026\n',
    );
    expect(letter([measured('overdue')], 'en')!.text).toContain('- 3 measurements to take, the first on 12 November');
    expect(letter([measured('later')])).toBeUndefined();
  });
  it('tells that there is more than was counted', () => {
    expect(letter([{ ...overdue, count: 1_000, more: true }])!.subject).toBe(
      'mere end 1.000 frister i Ringvirkning, heraf overskredet mere end 1.000',
    );
  });
  it('names twenty contracts of a week, and how many more there are', () => {
    const many = Array.from({ length: 23 }, (_, i) => group({ contractId: `c${i}`, contractTitle: `Kontrakt ${i}` }));
    const { text, html } = letter([band('this-week', many)])!;
    expect(text.match(/Kontrakt/g)).toHaveLength(20);
    expect(text).toContain('\n+ 3 flere kontrakter\n');
    expect(html).toContain('<p>+ 3 flere kontrakter</p>');
  });
  it('is about one thing in the singular', () => {
    expect(letter([band('this-week', [group({ count: 1 })])])!.subject).toBe('1 frist i Ringvirkning');
  });
});
