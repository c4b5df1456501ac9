import { ClaimAuditSchema, type AuditedAct, type ClaimAudit } from '@ringvirkning/outcomes-api';
import { table } from '../report/table.js';
import type { Language } from '../report/words.js';
import { read, type Instance } from './instance.js';

const WORDS = {
  da: {
    claim: 'Resultat',
    status: 'Status',
    columns: ['Hvornår', 'Hvad', 'Hvem', 'Om', 'Bemærkning'],
    sealed: (size: number, at: string) => `Forseglet i en log på ${size} rækker, ${at}`,
    unsealed: 'Endnu ikke forseglet',
  },
  en: {
    claim: 'Claim',
    status: 'Status',
    columns: ['When', 'What', 'Who', 'About', 'Note'],
    sealed: (size: number, at: string) => `Sealed in a log of ${size} rows, ${at}`,
    unsealed: 'Not sealed yet',
  },
} as const;

/** Who did what with one claim; that it was asked for is logged there. @throws NoAnswer */
export const claimAudit = async (instance: Instance, claimId: string): Promise<ClaimAudit> =>
  read(ClaimAuditSchema, await instance.get(`/api/outcomes/claims/${encodeURIComponent(claimId)}/audit`));

/** The acts in the order in which they were done. */
export function claimAuditText({ contract, claim, acts, seal }: ClaimAudit, language: Language): string {
  const words = WORDS[language];
  const what = [claim.outcome, claim.followUp, claim.on].filter((part) => part !== null).join(', ');
  return [
    `${contract.ref} ${contract.title}`,
    `${words.claim}: ${claim.claimId}, ${claim.pseudonym}, ${what}`,
    `${words.status}: ${claim.status}`,
    '',
    table(words.columns, acts.map(cells), [0, 1, 2, 3, 4]),
    '',
    seal ? words.sealed(seal.size, seal.at) : words.unsealed,
    '',
  ].join('\n');
}

const cells = ({ at, kind, type, by, byName, organisation, on, about, note }: AuditedAct): string[] => [
  at,
  `${kind}: ${type}`,
  [byName ?? by, organisation].filter(Boolean).join(', '),
  [on, about].filter(Boolean).join(' '),
  note?.replace(/\s+/g, ' ') ?? '',
];
