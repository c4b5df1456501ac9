import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Simulation, TemplateGallery } from '@ringvirkning/contracts-api';
import { parseTerms } from '@ringvirkning/terms';
import { HeavyWork } from '@ringvirkning/workers';
import { SIMULATE_TERMS } from '../heavy-work.js';
import { LEGAL_NOTES } from './legal-notes.js';

type Item = TemplateGallery['items'][number];

/** Beside the language's code, in the repository as in an image. */
const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@ringvirkning/terms-language')), '..', 'templates');
/** A rate that contracts of this kind reckon with, to show what stays unpaid and is lost when less is achieved than planned. */
const LIKELY = 60;

/** The templates with their figures. They are part of the release: computed when first asked for, in workers, and kept. */
@Injectable()
export class Gallery {
  private known: Promise<TemplateGallery> | undefined;

  constructor(private readonly work: HeavyWork) {}

  all(): Promise<TemplateGallery> {
    this.known ??= this.compute().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async compute(): Promise<TemplateGallery> {
    const texts = readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => readFileSync(join(FOLDER, file), 'utf8'));
    return { items: await Promise.all(texts.map((text) => this.item(text))) };
  }

  private async item(text: string): Promise<Item> {
    const parsed = parseTerms(text);
    if (!parsed.ok) throw new Error(parsed.errors[0]!.en);
    const simulation = await this.work.run(SIMULATE_TERMS, { terms: text, success: [LIKELY], runs: 0, seed: 1 });
    const { ref, title, description = title } = parsed.terms;
    return { text, ref, title, purpose: description, notes: [...(LEGAL_NOTES[ref] ?? [])], ...figuresOf(simulation) };
  }
}

function figuresOf({
  currency,
  plan,
  scenarios: [likely],
  worstCase,
  parties,
}: Simulation): Pick<Item, 'currency' | 'expected' | 'payers' | 'investors'> {
  const nameOf = (party: string): string => parties.find(({ id }) => id === party)?.name ?? party;
  return {
    currency,
    expected: { planned: plan.payable, likely: likely?.forecast.payable ?? null },
    payers: worstCase.map(({ party, amount, ceiling }) => ({ name: nameOf(party), most: amount, ceiling })),
    investors: plan.capital.map(({ party, kind, paidIn, multiple }, nth) => ({
      name: nameOf(party),
      kind,
      amount: paidIn,
      multiple,
      likely: likely?.forecast.capital[nth]?.multiple ?? null,
    })),
  };
}
