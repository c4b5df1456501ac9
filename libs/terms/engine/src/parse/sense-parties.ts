import { isCvr, isGln, isMunicipalityCode } from '@ringvirkning/reference';
import { unless, type Check, type Problem } from './problem.js';
import type { Party } from '@ringvirkning/terms-language';

/** Numbers that somebody else gave a party, by their check digits and lists. Of drafts only: what is signed is not judged anew when a list changes. */
export const partyNumbersMakeSense: Check = ({ parties }) =>
  parties.flatMap((party, i) => [...businessNumbers(party, i), ...municipality(party, i)]);

const businessNumbers = ({ cvr, gln }: Party, i: number): Problem[] => [
  ...unless(
    cvr === undefined || isCvr(cvr),
    ['parties', i, 'cvr'],
    'wrong-check-digit',
    `${cvr} er ikke et CVR-nummer: kontrolcifferet passer ikke. Slå det op på virk.dk.`,
    `${cvr} is not a CVR number: its check digit is wrong. Look it up at virk.dk.`,
  ),
  ...unless(
    gln === undefined || isGln(gln),
    ['parties', i, 'gln'],
    'wrong-check-digit',
    `${gln} er ikke et GLN: kontrolcifferet passer ikke. Slå det op hos modtageren.`,
    `${gln} is not a GLN: its check digit is wrong. Ask the receiver for it.`,
  ),
];

const municipality = ({ municipalityCode: code }: Party, i: number): Problem[] =>
  unless(
    code === undefined || isMunicipalityCode(code),
    ['parties', i, 'municipalityCode'],
    'unknown-municipality',
    `${code} er ikke en kommunekode i brug. Koder er på fire cifre, f.eks. '0751'.`,
    `${code} is not a municipality code in use. Codes have four digits, e.g. '0751'.`,
  );
