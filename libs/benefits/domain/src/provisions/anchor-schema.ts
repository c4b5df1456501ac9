import { digestOf } from '@ringvirkning/kernel';
import { z } from 'zod';
import { provisionOf } from './catalogue/index.js';
import { code, message, title } from '../fields.js';
import { assumptions } from './knowledge.js';
import type { Provision } from './provision.js';
import { rules, type Share, type SplitRule } from './rule-schema.js';

const SHARES = ['shares', 'beyond'] as const;
const STEPS = ['days', 'weeks', 'brackets'] as const;

const only = <K extends string, T>(key: K, value: T | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };

/** The rule with every split told anew. */
export function withShares(rule: SplitRule, tell: (shares: Share[]) => Share[]): SplitRule {
  let told: SplitRule = { ...rule };
  for (const key of SHARES) told = { ...told, ...only(key, rule[key] && tell(rule[key])) };
  for (const key of STEPS)
    told = {
      ...told,
      ...only(
        key,
        rule[key]?.map((step) => ({ ...step, shares: tell(step.shares) })),
      ),
    };
  const { window } = rule;
  if (!window) return told;
  return { ...told, window: { ...window, shares: tell(window.shares), beyond: tell(window.beyond) } };
}

interface Place {
  readonly department?: string | undefined;
  readonly steeringArea?: Share['steeringArea'];
}

/** Puts the municipal shares of a provision into a department, and where said under another steering area. */
const placed =
  ({ department, steeringArea }: Place) =>
  (shares: Share[]): Share[] =>
    shares.map((share) =>
      share.treasury === 'municipality'
        ? { ...share, ...only('department', department), ...only('steeringArea', steeringArea ?? share.steeringArea) }
        : share,
    );

const withoutPlace = (shares: Share[]): Share[] => shares.map(({ treasury, share }) => ({ treasury, share }));

/** Whether rules are those of the provision today, wherever in the municipality they lie. */
export const follows = (written: readonly SplitRule[], provision: Provision): boolean =>
  digestOf(written.map((rule) => withShares(rule, withoutPlace))) ===
  digestOf(provision.rules.map((rule) => withShares(rule, withoutPlace)));

/**
 * A legal anchor: the provision that a consequence falls under. Either its rules are written out, or it names a provision of the catalogue, whose rules are
 * then read into the model: so the model's digest covers them, and a later catalogue changes no stored model.
 */
export const anchor = z
  .strictObject({
    title: title.optional(),
    rules: rules.optional(),
    provision: code.optional(),
    /** Where in the municipality the provision lies; only without own rules. */
    department: code.optional(),
    steeringArea: z.enum(['service', 'transfers', 'construction']).optional(),
    /** What is assumed of people, where a rule must know it. */
    assumes: assumptions.optional(),
  })
  .transform(({ title, rules, provision: named, department, steeringArea, assumes }, context) => {
    const report = (path: string, da: string, en: string) => {
      context.addIssue({ code: 'custom', path: [path], message: message(da, en).error });
      return z.NEVER;
    };
    const provision = named === undefined ? undefined : provisionOf(named);
    if (rules !== undefined && (department ?? steeringArea) !== undefined)
      report(
        department === undefined ? 'steeringArea' : 'department',
        'hører til en bestemmelse fra kataloget; skriv det i egne reglers andele',
        'belongs to a provision of the catalogue; write it in the shares of own rules',
      );
    if (rules === undefined && named === undefined)
      return report('rules', 'skal have regler eller nævne en bestemmelse', 'must have rules or name a provision');
    if (rules === undefined && !provision)
      return report(
        'provision',
        `bestemmelsen "${named}" findes ikke i kataloget`,
        `the provision "${named}" is not in the catalogue`,
      );
    const called = title ?? provision?.title;
    if (!called) return report('title', 'skal have en titel', 'must have a title');
    return {
      title: called,
      rules: rules ?? provision!.rules.map((rule) => withShares(rule, placed({ department, steeringArea }))),
      ...only('provision', named),
      ...only('assumes', assumes),
    };
  });

export type Anchor = z.infer<typeof anchor>;
