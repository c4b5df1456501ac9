import { writtenDate } from '@ringvirkning/kernel';
import { DUE_COUNTED, HAS_ITS_DAY, type DueKind, type DueSummary } from '@ringvirkning/outcomes-api';
import type { Mail } from '@ringvirkning/mail';
import type { ReminderRhythm } from '@ringvirkning/outcomes-domain';

type Language = Mail['language'];
type Band = DueSummary['bands'][number];

/** More contracts than this in one band are told as a number: nobody reads on. */
const CONTRACTS = 20;

const COUNT: Readonly<Record<Language, Intl.NumberFormat>> = {
  da: new Intl.NumberFormat('da-DK'),
  en: new Intl.NumberFormat('en-GB'),
};
const LOCALE = { da: 'da-DK', en: 'en-GB' } as const;
type OneOrMore = readonly [one: string, more: string];
interface Words {
  readonly kinds: Readonly<Record<DueKind, OneOrMore>>;
  readonly bands: Readonly<Record<Band['band'], string>>;
  readonly rhythms: Readonly<Record<ReminderRhythm, string>>;
  readonly subject: OneOrMore;
  readonly overdue: string;
  readonly moreThan: string;
  readonly first: string;
  readonly rest: string;
  readonly intro: string;
  readonly all: string;
  readonly stop: string;
  readonly privacy: string;
}
const WORDS: Readonly<Record<Language, Words>> = {
  da: {
    kinds: {
      'follow-up': ['opfølgning skal indberettes', 'opfølgninger skal indberettes'],
      measurement: ['måling skal tages', 'målinger skal tages'],
      returned: ['resultat kom retur', 'resultater kom retur'],
      rejected: ['resultat blev afvist', 'resultater blev afvist'],
      attest: ['resultat venter på attestation', 'resultater venter på attestation'],
      verify: ['resultat venter på verifikation', 'resultater venter på verifikation'],
    },
    bands: { overdue: 'Overskredet', 'this-week': 'Denne uge', 'next-week': 'Næste uge', later: 'Senere' },
    rhythms: { daily: 'hver arbejdsdag', weekly: 'hver uge' },
    subject: ['frist i Ringvirkning', 'frister i Ringvirkning'],
    overdue: 'heraf overskredet',
    moreThan: 'mere end',
    first: 'den første',
    rest: 'flere kontrakter',
    intro: 'Du har bedt om at blive mindet om dine frister',
    all: 'Se alle frister',
    stop: 'Skift hvor tit, eller stop',
    privacy: 'Mailen nævner ingen deltagere. Hvem det handler om, står på siden, når du er logget ind.',
  },
  en: {
    kinds: {
      'follow-up': ['follow-up to register', 'follow-ups to register'],
      measurement: ['measurement to take', 'measurements to take'],
      returned: ['outcome came back', 'outcomes came back'],
      rejected: ['outcome was rejected', 'outcomes were rejected'],
      attest: ['outcome waits for attestation', 'outcomes wait for attestation'],
      verify: ['outcome waits for verification', 'outcomes wait for verification'],
    },
    bands: { overdue: 'Overdue', 'this-week': 'This week', 'next-week': 'Next week', later: 'Later' },
    rhythms: { daily: 'every working day', weekly: 'every week' },
    subject: ['thing due in Ringvirkning', 'things due in Ringvirkning'],
    overdue: 'overdue',
    moreThan: 'more than',
    first: 'the first on',
    rest: 'more contracts',
    intro: 'You asked to be reminded of what is due',
    all: 'See all that is due',
    stop: 'Change how often, or stop',
    privacy: 'This mail names no participants. Whom it is about stands on the page once you are signed in.',
  },
};

interface Told {
  readonly language: Language;
  readonly rhythm: ReminderRhythm;
  /** Where the portal is. */
  readonly origin: string;
  readonly summary: DueSummary;
}
interface Contract {
  readonly title: string;
  readonly address: string;
  readonly lines: readonly string[];
}
interface Section {
  readonly heading: string;
  readonly contracts: readonly Contract[];
  readonly left: number;
}

/**
 * What is due until the end of next week, and all that waits for an answer, as numbers and days by contract and kind; nothing when that is nothing. No person is
 * in it.
 */
export function reminderLetter(told: Told): Pick<Mail, 'subject' | 'text' | 'html' | 'stopAt'> | undefined {
  const bands = told.summary.bands.map(withoutDistant).filter(({ count }) => count > 0);
  if (bands.length === 0) return undefined;
  const sections = bands.map((band) => sectionOf(band, told));
  const stopAt = `${told.origin}/due#reminder`;
  return {
    subject: subjectOf(bands, told.language),
    text: textOf(sections, told, stopAt),
    html: htmlOf(sections, told, stopAt),
    stopAt,
  };
}

/** A claim can be answered at once, however late its day is; a follow-up or a measurement has its time. */
function withoutDistant(band: Band): Band {
  if (band.band !== 'later') return band;
  const groups = band.groups.filter(({ kind }) => !HAS_ITS_DAY.has(kind));
  const counts = Object.values(Object.groupBy(groups, ({ kind }) => kind)).map((same) =>
    same.reduce((sum, { count }) => sum + count, 0),
  );
  const count = counts.reduce((sum, one) => sum + Math.min(one, DUE_COUNTED), 0);
  return { ...band, groups, count, more: counts.some((one) => one > DUE_COUNTED) };
}

function subjectOf(bands: readonly Band[], language: Language): string {
  const words = WORDS[language];
  const all = { count: bands.reduce((sum, { count }) => sum + count, 0), more: bands.some(({ more }) => more) };
  const overdue = bands.find(({ band }) => band === 'overdue');
  const what = `${countOf(all, language)} ${words.subject[all.count === 1 && !all.more ? 0 : 1]}`;
  return overdue ? `${what}, ${words.overdue} ${countOf(overdue, language)}` : what;
}

function sectionOf({ band, groups, ...counted }: Band, { language, origin }: Told): Section {
  const words = WORDS[language];
  const byContract = Object.values(Object.groupBy(groups, ({ contractId }) => contractId)).map((own) => own!);
  return {
    heading: `${words.bands[band]}: ${countOf(counted, language)}`,
    contracts: byContract.slice(0, CONTRACTS).map((own) => ({
      title: own[0]!.contractTitle,
      address: `${origin}/due?contractId=${own[0]!.contractId}`,
      lines: Object.values(Object.groupBy(own, ({ kind }) => kind)).map((same) => lineOf(same!, language)),
    })),
    left: Math.max(0, byContract.length - CONTRACTS),
  };
}

function lineOf(same: Band['groups'], language: Language): string {
  const words = WORDS[language];
  const count = same.reduce((sum, group) => sum + group.count, 0);
  const first = same.map(({ firstOn }) => firstOn).sort()[0]!;
  const day = writtenDate(first, LOCALE[language]);
  return `${COUNT[language].format(count)} ${words.kinds[same[0]!.kind][count === 1 ? 0 : 1]}, ${words.first} ${day}`;
}

const countOf = ({ count, more }: Pick<Band, 'count' | 'more'>, language: Language): string =>
  `${more ? `${WORDS[language].moreThan} ` : ''}${COUNT[language].format(count)}`;

function textOf(sections: readonly Section[], { language, rhythm, origin }: Told, stopAt: string): string {
  const words = WORDS[language];
  return [
    `${words.intro} ${words.rhythms[rhythm]}.`,
    ...sections.map(({ heading, contracts, left }) =>
      [
        heading,
        ...contracts.flatMap(({ title, address, lines }) => [
          `\n${title}`,
          ...lines.map((line) => `- ${line}`),
          address,
        ]),
        ...(left > 0 ? [`\n+ ${left} ${words.rest}`] : []),
      ].join('\n'),
    ),
    `${words.all}: ${origin}/due`,
    `${words.privacy}\n${words.stop}: ${stopAt}`,
  ].join('\n\n');
}

function htmlOf(sections: readonly Section[], { language, rhythm, origin }: Told, stopAt: string): string {
  const words = WORDS[language];
  const body = sections.map(({ heading, contracts, left }) =>
    [
      `<h2>${escaped(heading)}</h2>`,
      ...contracts.map(
        ({ title, address, lines }) =>
          `<h3>${link(address, title)}</h3><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
      ),
      ...(left > 0 ? [`<p>+ ${left} ${words.rest}</p>`] : []),
    ].join(''),
  );
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Ringvirkning</title></head>`,
    `<body style="font-family: sans-serif; line-height: 1.5"><p>${words.intro} ${words.rhythms[rhythm]}.</p>`,
    ...body,
    `<p>${link(`${origin}/due`, words.all)}</p>`,
    `<p style="color: #555">${words.privacy}<br>${link(stopAt, words.stop)}</p></body></html>`,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
const link = (address: string, text: string): string => `<a href="${escaped(address)}">${escaped(text)}</a>`;
