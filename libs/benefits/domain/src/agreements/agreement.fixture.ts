import { parseAgreement } from './parse-agreement.js';
import type { Agreement } from './agreement-schema.js';
import type { Transfer } from './evaluate.js';
import type { SharedFigure, StatedFigure } from './figures.js';

/** An agreement between sides `a`, `b`, … whose purses are `fund:a`, `fund:b`, …; `steps` in YAML flow style. */
export const agreementText = (steps: readonly string[], sides = ['a', 'b', 'c'], more = ''): string => `
language: ringvirkning-agreement/1
code: specs
version: 1
title: { da: Aftale, en: Agreement }
currency: DKK
period: { from: 2026, to: 2030 }
gains: cashable
sides:
${sides.map((id) => `  - { id: ${id}, silo: 'fund:${id}', name: { da: ${id}, en: ${id} } }`).join('\n')}
${more}
steps:
${steps.map((step) => `  - ${step}`).join('\n')}
`;

export function agreementOf(...from: Parameters<typeof agreementText>): Agreement {
  const parsed = parseAgreement(agreementText(...from));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.agreement;
}

/** Kroner into øre. */
export const kr = (amount: number): bigint => BigInt(Math.round(amount * 100));

export const gain = (side: string, year: number, amount: bigint, over: Partial<SharedFigure> = {}): SharedFigure => ({
  figure: 'gained',
  silo: `fund:${side}`,
  year,
  basis: 'realised',
  cashable: true,
  line: null,
  amount,
  ...over,
});
export const paid = (side: string, year: number, amount: bigint): SharedFigure => ({
  ...gain(side, year, amount),
  figure: 'paid',
  basis: null,
  cashable: null,
});
export const stated = (figure: string, year: number, value: string): StatedFigure => ({
  figure,
  year,
  value,
  source: 'Regnskab',
});

/** `a→b 2026: 100` for every transfer, in kroner. */
export const said = (transfers: readonly Pick<Transfer, 'from' | 'to' | 'year' | 'amount'>[]): string[] =>
  transfers.map(({ from, to, year, amount }) => `${from}→${to} ${year}: ${Number(amount) / 100}`);
