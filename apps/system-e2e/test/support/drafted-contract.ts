import { expect } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { BrowserUser } from './browser-user.js';

/** In the form alone, with a template to begin with: Aarhus and Herning pay for homes at a price and for days of education by tiers, under two caps. */
export async function draftsOfTemplate(
  head: BrowserUser,
  ref: string,
  [from, to]: readonly [string, string],
): Promise<void> {
  const { page } = head;
  await head.open('/contracts/templates');
  await head.press(page.getByRole('link', { name: 'Brug skabelonen – Unge i hjemløshed – takstblad' }));
  const group = (name: RegExp, within = page.locator('main')) => within.getByRole('group', { name });
  const section = (name: string) => page.locator('summary', { hasText: name }).click();
  await page.getByLabel('Reference', { exact: true }).fill(ref);
  await page.getByLabel('Første dag').fill(from);
  await page.getByLabel('Sidste dag').fill(to);
  await section('Målgrupper og årgange');
  for (const no of [1, 2, 3]) {
    const intake = group(new RegExp(`^Årgang ${no}`));
    const year = Number(from.slice(0, 4)) + no - 1;
    await intake.getByLabel('Fra', { exact: true }).fill(`${year}-01-01`);
    await intake.getByLabel('Til', { exact: true }).fill(`${year}-12-31`);
  }
  await section('Parter og underskrifter');
  await group(/^Part 1/)
    .getByLabel('Navn', { exact: true })
    .fill('Aarhus Kommune');
  await group(/^Part 2/)
    .getByLabel('Organisation')
    .fill('st-basils');
  await group(/^Part 3/)
    .getByLabel('Organisation')
    .fill('verifier-org');
  await page.getByRole('button', { name: 'Tilføj: Part' }).click();
  for (const [label, text] of [
    [/^Kort navn/, 'herning'],
    [/^Navn$/, 'Herning Kommune'],
    [/^Organisation/, 'herning'],
  ] as const)
    await group(/^Part 4/)
      .getByLabel(label)

      .fill(text);
  for (const name of [/^Resultat 3/, /^Resultat 2/])
    await group(name).getByRole('button', { name: 'Fjern – Resultat' }).last().click();
  await page.getByRole('button', { name: 'Tilføj: Resultat' }).click();
  const days = group(/^Resultat 2/);
  await days.getByLabel('Kort navn').fill('days');
  await days.getByLabel('Navn på dansk').fill('Dage i uddannelse');
  await days.getByLabel('Navn på engelsk').fill('Days in education');
  await days.getByLabel('Slags').selectOption('counted');
  await days.getByLabel('Hvordan der betales').selectOption('steps');
  await group(/^Trin 1/, days)
    .getByLabel('Beløb')
    .fill('5.000');
  await days.getByRole('button', { name: 'Tilføj: Trin' }).click();
  await group(/^Trin 2/, days)
    .getByLabel('Fra')
    .fill('60');
  await group(/^Trin 2/, days)
    .getByLabel('Beløb')
    .fill('10.000');
  await days.getByRole('button', { name: 'Tilføj: Planlagt antal' }).click();
  await section('Kontrol af resultater');
  await page.getByLabel('Dage til indsigelse').fill('0');
  await page.getByLabel('Dokumentation skal vedlægges').uncheck();
  await section('Lofter');
  await group(/^Loft 1/)
    .getByRole('button', { name: 'Fjern' })
    .click();
  await group(/^Loft 1/)
    .getByLabel('Højst')
    .fill('60.000');
  await group(/^Loft 2/)
    .getByLabel('Højst')
    .fill('120.000');
  await section('Betalere og modtagere');
  await group(/^Betaler 1/)
    .getByLabel('Andel')
    .fill('2/3');
  await page.getByRole('button', { name: 'Tilføj: Betaler' }).click();
  await group(/^Betaler 2/)
    .getByLabel('Part')
    .selectOption('herning');
  await group(/^Betaler 2/)
    .getByLabel('Andel')
    .fill('1/3');
  await head.settled();
  await eventually(async () =>
    expect(await page.getByRole('row').filter({ hasText: 'Herning Kommune' }).count()).toBeGreaterThan(0),
  );
  head.faults();
  await head.press(head.button('Gem som udkast'));
  await head.arrivesAt('Unge i hjemløshed – takstblad');
}
