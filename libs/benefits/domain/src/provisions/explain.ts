import type { Sentence } from '@ringvirkning/kernel';
import type { Share, SplitRule, Step } from './rule-schema.js';

/** What a rule gives a purse in one situation of the person. `share` is a decimal. */
export interface ExplainedShare {
  readonly situation: Sentence;
  readonly treasury: Share['treasury'];
  readonly steeringArea: NonNullable<Share['steeringArea']> | null;
  readonly share: string;
}

const ALWAYS: Sentence = { da: 'Altid', en: 'Always' };
const grouped = (number: string, language: 'da-DK' | 'en-GB'): string =>
  new Intl.NumberFormat(language).format(Number(number));

type Said = (from: string | undefined, upTo: string | undefined) => Sentence;

const counted =
  (da: string, en: string, after: Sentence): Said =>
  (from, upTo) => {
    const first = String(Number(from ?? 0) + 1);
    return upTo === undefined
      ? { da: `Fra ${da} ${first}${after.da}`, en: `From ${en} ${first}${after.en}` }
      : { da: `${capital(da)} ${first}–${upTo}${after.da}`, en: `${capital(en)} ${first}–${upTo}${after.en}` };
  };
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const byDays = counted('dag', 'day', { da: ' i det løbende år', en: ' of the running year' });
const byWeeks = counted('uge', 'week', { da: ' med ydelser', en: ' on benefits' });
const byCost: Said = (from = '0', upTo) =>
  upTo === undefined
    ? {
        da: `Personens udgift over ${grouped(from, 'da-DK')} kr. om året`,
        en: `The person’s cost above DKK ${grouped(from, 'en-GB')} a year`,
      }
    : {
        da: `Personens udgift ${grouped(from, 'da-DK')}–${grouped(upTo, 'da-DK')} kr. om året`,
        en: `The person’s cost DKK ${grouped(from, 'en-GB')}–${grouped(upTo, 'en-GB')} a year`,
      };

const told = (situation: Sentence, shares: readonly Share[]): ExplainedShare[] =>
  shares.map(({ treasury, steeringArea, share }) => ({
    situation,
    treasury,
    steeringArea: steeringArea ?? null,
    share,
  }));

const steps = (list: readonly Step[], say: Said): ExplainedShare[] =>
  list.flatMap(({ upTo, shares }, i) => told(say(list[i - 1]?.upTo, upTo), shares));

function ofWindow({ months, atMost, shares, beyond }: NonNullable<SplitRule['window']>): ExplainedShare[] {
  const most =
    atMost === undefined ? { da: '', en: '' } : { da: `op til ${atMost} måneder `, en: `up to ${atMost} months ` };
  return [
    ...told(
      {
        da: capital(`${most.da}inden for ${months} måneder efter hændelsen`),
        en: capital(`${most.en}within ${months} months after the event`),
      },
      shares,
    ),
    ...told({ da: 'Derudover', en: 'Beyond that' }, beyond),
  ];
}

/** A rule as people read it: one line for each purse in each situation. */
export function explainRule(rule: SplitRule): ExplainedShare[] {
  if (rule.days) return steps(rule.days, byDays);
  if (rule.weeks) return steps(rule.weeks, byWeeks);
  if (rule.brackets) return steps(rule.brackets, byCost);
  if (rule.window) return ofWindow(rule.window);
  if (rule.limit === undefined || !rule.beyond) return told(ALWAYS, rule.shares ?? []);
  return [
    ...told(
      { da: `Inden for ${rule.limit} enheder om året`, en: `Within ${rule.limit} units a year` },
      rule.shares ?? [],
    ),
    ...told({ da: 'Derudover', en: 'Beyond that' }, rule.beyond),
  ];
}

/** A share under two rules; null where a rule does not know the situation or the purse. */
export interface ShareDifference extends Omit<ExplainedShare, 'share'> {
  readonly before: string | null;
  readonly after: string | null;
}

/** What one rule says beside another, situation by situation and purse by purse; equal lines are there too. */
export function differencesOf(before: SplitRule, after: SplitRule): ShareDifference[] {
  const lines = new Map<string, ShareDifference>();
  const put = (each: ExplainedShare, side: 'before' | 'after') => {
    const { share, ...line } = each;
    const key = JSON.stringify([line.situation.da, line.treasury, line.steeringArea]);
    lines.set(key, { before: null, after: null, ...lines.get(key), ...line, [side]: share });
  };
  for (const each of explainRule(before)) put(each, 'before');
  for (const each of explainRule(after)) put(each, 'after');
  return [...lines.values()];
}
