import type { Env } from '@ringvirkning/config';
import type { PartnershipState } from '@ringvirkning/partnership-api';
import { Instance } from '../operate/instance.js';
import { partnership } from '../operate/partnership/partnership.js';
import { fault, skipped, warning, well, type Finding } from './finding.js';

/** What the partnership page says, asked as an operator; skipped where no such person is known here. */
export async function partnerFindings(env: Env, url: string | undefined): Promise<Finding[]> {
  try {
    return stateFindings(await partnership(await Instance.signIn(env, url)));
  } catch (error) {
    return [skipped({ check: 'partners', of: null }, 'no-answer', (error as Error).message.split('\n')[0]!)];
  }
}

/** Problems as the partnership tells them, keys that end among them. */
export function stateFindings({ members, problems }: PartnershipState): Finding[] {
  if (problems.length === 0) return [well({ check: 'partners', of: null }, String(members.length))];
  return problems.map(({ code, level, member, da, en }) => {
    const check = code === 'key-ends' || code === 'key-ended' ? 'certificates' : 'partners';
    const told = level === 'red' ? fault : warning;
    return { ...told({ check, of: member }, 'partners', code), said: { da, en } };
  });
}
