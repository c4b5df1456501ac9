import type { ProvisionDetail, ProvisionItem, ProvisionQuery } from '@ringvirkning/benefits-api';
import {
  differencesOf,
  digestOfProvision,
  explainRule,
  provisionOf,
  ruleOn,
  type Provision,
} from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';

export const presentItem = (provision: Provision): ProvisionItem => ({
  code: provision.code,
  title: provision.title,
  reference: provision.reference,
  about: provision.about,
  digest: digestOfProvision(provision),
  from: provision.rules[0]!.from,
  latestFrom: provision.rules.at(-1)!.from,
  rules: provision.rules.length,
});

function comparisonOf({ rules }: Provision, { from, to }: ProvisionQuery): ProvisionDetail['comparison'] {
  if (from === undefined || to === undefined) return null;
  const [before, after] = [ruleOn(rules, from), ruleOn(rules, to)];
  return { from, to, changed: before !== after, lines: differencesOf(before, after) };
}

/** @throws DomainError `benefits.unknown-provision` */
export function presentDetail(code: string, query: ProvisionQuery): ProvisionDetail {
  const provision = provisionOf(code);
  if (!provision)
    throw fail.notFound(
      'benefits.unknown-provision',
      `Bestemmelsen "${code}" findes ikke i kataloget.`,
      `The provision "${code}" is not in the catalogue.`,
      { params: { provision: code } },
    );
  return {
    ...presentItem(provision),
    history: provision.rules.map((rule) => ({
      from: rule.from,
      to: rule.to ?? null,
      source: rule.source!,
      note: rule.note ?? null,
      shares: explainRule(rule),
    })),
    comparison: comparisonOf(provision, query),
  };
}
