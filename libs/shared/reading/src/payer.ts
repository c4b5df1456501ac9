import { municipalityByCode, municipalityByName } from '@ringvirkning/reference';
import type { Fault } from './fault.js';
import { folded } from './fold.js';

/** What the terms say about a party that may pay. */
export interface PossiblePayer {
  readonly id: string;
  readonly municipalityCode?: string | undefined;
  readonly roles: readonly string[];
}

/**
 * The party that pays for a person, named by its id in the terms or its municipality code (`0101`, or `101` where a spreadsheet took the zero). Only payers of the
 * contract: whoever else would be named, the terms would charge another one.
 */
export function readPayer(written: string, parties: readonly PossiblePayer[]): string | Fault {
  const payers = parties.filter(({ roles }) => roles.includes('payer'));
  const text = folded(written).trim();
  if (payers.some(({ id }) => id === text)) return text;
  const municipality = /^\d{3,4}$/.test(text) ? municipalityByCode(text) : undefined;
  const payer = payers.find(({ municipalityCode }) => municipalityCode === municipality?.code);
  return municipality && payer ? payer.id : unknownPayer(text, payers);
}

function unknownPayer(text: string, payers: readonly PossiblePayer[]): Fault {
  const possible = payers
    .map(({ id, municipalityCode }) => (municipalityCode === undefined ? id : `${id} (${municipalityCode})`))
    .join(', ');
  const why = whyUnknown(text);
  return {
    code: 'unknown-payer',
    da: `${why.da} Kontraktens betalere: ${possible}.`,
    en: `${why.en} The contract's payers: ${possible}.`,
  };
}

function whyUnknown(text: string): { readonly da: string; readonly en: string } {
  const [byName, byCode] = [municipalityByName(text), /^\d{3,4}$/.test(text) ? municipalityByCode(text) : undefined];
  if (byName)
    return {
      da: `Skriv kommunekoden, ikke navnet: ${byName.name} er ${byName.code}.`,
      en: `Write the municipality's code, not its name: ${byName.name} is ${byName.code}.`,
    };
  if (byCode)
    return {
      da: `${byCode.code} ${byCode.name} betaler ikke i kontrakten.`,
      en: `${byCode.code} ${byCode.name} does not pay in the contract.`,
    };
  return /^\d+$/.test(text)
    ? { da: `${text} er ikke en kommunekode i brug.`, en: `${text} is not a municipality code in use.` }
    : { da: `«${text}» er ukendt.`, en: `«${text}» is unknown.` };
}
