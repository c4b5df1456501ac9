import { describe, expect, it } from '@jest/globals';
import { serviceManifests, SERVICES } from '@ringvirkning/catalogue';
import { PARTNER_MESSAGE_TYPES } from '@ringvirkning/partnership-api';
import { accessTexts } from './access-texts.js';
import { auditTexts } from './audit-texts.js';
import { factsTexts } from './facts-texts.js';
import { yearEndTexts } from './year-end-texts.js';
import { breakdownTexts } from './breakdown-texts.js';
import { apiDocsTexts } from './api-docs-texts.js';
import { amendmentTexts } from './amendment-texts.js';
import { draftTexts } from './draft-texts.js';
import { formTexts } from './form-texts.js';
import { chainTexts } from './chain-texts.js';
import { interpolate } from './interpolate.js';
import { modelTexts } from './model-texts.js';
import { acrossTexts } from './across-texts.js';
import { moveRefusalTexts } from './move-refusal-texts.js';
import { movedTexts } from './moved-texts.js';
import { jointTexts } from './joint-texts.js';
import { agreementFormTexts } from './agreement-form-texts.js';
import { whatIfTexts } from './what-if-texts.js';
import { budgetTexts } from './budget-texts.js';
import { capitalTexts } from './capital-texts.js';
import { importTexts } from './import-texts.js';
import { planTexts } from './plan-texts.js';
import { partnerPaymentTexts } from './partner-payment-texts.js';
import { partnershipTexts } from './partnership-texts.js';
import { operationTexts } from './operation-texts.js';
import { watchTexts } from './watch-texts.js';
import { lawTexts } from './law-texts.js';
import { provisionTexts } from './provision-texts.js';
import { reminderTexts } from './reminder-texts.js';
import { runTexts } from './run-texts.js';
import { sampleTexts } from './sample-texts.js';
import { eventTexts } from './event-texts.js';
import { searchTexts } from './search-texts.js';
import { settlingTexts } from './settling-texts.js';
import { sharingTexts } from './sharing-texts.js';
import { signingTexts } from './signing-texts.js';
import { statementTexts } from './statement-texts.js';
import { texts } from './texts.js';
import { transferTexts } from './transfer-texts.js';
import { worksTexts } from './works-texts.js';

const pairs = Object.entries<readonly [string, string]>({
  ...texts,
  ...amendmentTexts,
  ...draftTexts,
  ...breakdownTexts,
  ...yearEndTexts,
  ...factsTexts,
  ...formTexts,
  ...modelTexts,
  ...operationTexts,
  ...watchTexts,
  ...eventTexts,
  ...searchTexts,
  ...apiDocsTexts,
  ...accessTexts,
  ...auditTexts,
  ...jointTexts,
  ...chainTexts,
  ...partnershipTexts,
  ...sharingTexts,
  ...signingTexts,
  ...statementTexts,
  ...reminderTexts,
  ...sampleTexts,
  ...worksTexts,
  ...provisionTexts,
  ...lawTexts,
  ...moveRefusalTexts,
  ...movedTexts,
  ...partnerPaymentTexts,
  ...planTexts,
  ...importTexts,
  ...budgetTexts,
  ...agreementFormTexts,
  ...capitalTexts,
  ...whatIfTexts,
  ...acrossTexts,
  ...settlingTexts,
  ...runTexts,
  ...transferTexts,
});
const placesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();
const withoutPlaces = (text: string): string => text.replace(/\{\{\w+\}\}/g, '');

/** Names that are written with dots, and words of an English page that Danish has too. */
const NAMES = /docs\/books\.md/g;
/** Roles as a program calls them, except those that Danish calls so too. */
const ROLES = Object.keys(texts).flatMap((key) => /^role\.(?!controller|investor|partner)(.*)$/.exec(key)?.[1] ?? []);
/** `people.read`, `follow_up`, `case-worker`: what a program calls a thing. */
const CODES = [
  /\b(?:contracts|outcomes|payments|benefits|people|operations)\.[a-z-]+\b/,
  /\b[a-z]+_[a-z_]+\b/,
  new RegExp(`(?<![\\wæøå-])(?:${ROLES.join('|')})(?![\\wæøå-])`),
];
/** How the field does not say it, and how it does. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})krav(?:et|ene|s)?(?!\p{L})/iu, 'resultatindberetning'],
  [/gevinst til nu/i, 'realiseret gevinst'],
  [/tilbagebetalt i/i, 'tjent hjem i'],
  [/værste fald/i, 'højeste betaling'],
  [/midterst/i, 'median'],
  [/foranstillet lån/i, 'seniorlån'],
  [/\bbagud\b/i, 'efterslæb'],
];

const faultsOf = (danish: string): string[] => {
  const text = withoutPlaces(danish).replace(NAMES, '');
  return [
    ...CODES.flatMap((code) => text.match(code)?.[0] ?? []),
    ...SAID.filter(([wrong]) => wrong.test(text)).map(([, right]) => `say ${right}`),
  ];
};

describe('the texts', () => {
  it('hold no code in a Danish sentence, and call things what the field calls them', () =>
    expect(pairs.flatMap(([key, [da]]) => faultsOf(da).map((fault) => `${key}: ${fault}`))).toEqual([]));
  it.each([
    ['Bed en kollega med people.read.', 'people.read'],
    ['Kolonnen follow_up mangler.', 'follow_up'],
    ['Venter på supplier.', 'supplier'],
    ['Kravet er sendt.', 'say resultatindberetning'],
    ['Betales i værste fald.', 'say højeste betaling'],
  ])('%j would be found', (text, fault) => expect(faultsOf(text)).toContain(fault));
  it.each([
    'Påkrævet: {{krav}}',
    'Udfordringen kræver handling.',
    'Controller',
    'Investorernes kasse',
    'fx 1.500.000,00',
  ])('%j is in order', (text) => expect(faultsOf(text)).toEqual([]));
  it('tell the same in both languages: each has the places of the other', () =>
    expect(pairs.filter(([, [da, en]]) => placesIn(da).join() !== placesIn(en).join()).map(([key]) => key)).toEqual(
      [],
    ));
  it('exist in both languages', () =>
    expect(pairs.filter(([, [da, en]]) => da.trim() === '' || en.trim() === '').map(([key]) => key)).toEqual([]));
});

describe('what municipalities tell each other', () => {
  it('has words for every type', () => {
    const keys = PARTNER_MESSAGE_TYPES.map(({ name }) => `ptn.type.${name}`);
    expect(keys.filter((key) => !(key in partnershipTexts))).toEqual([]);
    expect(keys.length).toBeGreaterThan(0);
  });
});

describe('what services tell each other', () => {
  const wordless = (texts: object): string[] =>
    serviceManifests
      .flatMap(({ publishes }) => publishes.map(({ subject }) => `event.${subject.replace(/^evt\.|\.v\d+$/g, '')}`))
      .filter((key) => !(key in texts));
  it('has words for every event', () => expect(wordless(eventTexts)).toEqual([]));
  it('is told of services that have a name', () =>
    expect(SERVICES.filter((name) => !(`service.${name}` in texts))).toEqual([]));
  it('would not pass over an event without words', () => {
    const { 'event.payments.payment-authorised': _, ...others } = eventTexts;
    expect(wordless(others)).toEqual(['event.payments.payment-authorised']);
  });
});

describe('what a text tells', () => {
  it('is put where it belongs, as it is', () =>
    expect(interpolate('{{a}} af {{b}}: {{a}}', { a: 1, b: '$& <b>' })).toBe('1 af $& <b>: 1'));
  it('leaves a place that nothing was given for to be seen', () => expect(interpolate('{{a}}')).toBe('{{a}}'));
});
