import { useSyncExternalStore } from 'react';
import type { Currency, Sentence } from '@ringvirkning/kernel';
import { formatMoney, type Language } from '../format/money.js';
import {
  formatAge,
  formatCount,
  formatDate,
  formatDecimal,
  formatInstant,
  formatShare,
  formatSize,
} from '../format/text.js';
import { interpolate, type Params } from './interpolate.js';
import { texts, type TextKey } from './texts.js';

const STORED = 'ringvirkning.language';
const COLUMN: Readonly<Record<Language, 0 | 1>> = { da: 0, en: 1 };
/** Danish first; the choice is remembered on this device. */
let spoken: Language = localStorage.getItem(STORED) === 'en' ? 'en' : 'da';
document.documentElement.lang = spoken;

const known: Record<string, readonly [da: string, en: string]> = { ...texts };
/** Texts that come with a page of their own. */
export const addTexts = (more: typeof known): void => void Object.assign(known, more);

const listeners = new Set<() => void>();
const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function setLanguage(next: Language): void {
  spoken = next;
  document.documentElement.lang = next;
  localStorage.setItem(STORED, next);
  listeners.forEach((listener) => listener());
}

const speakers = { da: speakerOf('da'), en: speakerOf('en') };

/** Everything a component needs to speak the person's language. */
export const useText = () => speakers[useSyncExternalStore(listen, () => spoken)];
export type Text = ReturnType<typeof useText>;

function speakerOf(language: Language) {
  const t = (key: TextKey, params?: Params): string => interpolate(known[key]![COLUMN[language]], params);
  return {
    language,
    setLanguage,
    t,
    /** The text of a code from a service (`status.claimed`), or the code itself when we have no word for it. */
    word: (prefix: string, code: string): string =>
      Object.hasOwn(known, `${prefix}.${code}`) ? t(`${prefix}.${code}` as TextKey) : code,
    say: (sentence: Sentence): string => sentence[language],
    money: (amount: string, currency: Currency, whole?: boolean) => formatMoney(amount, currency, language, whole),
    date: (date: string) => formatDate(date, language),
    instant: (instant: string) => formatInstant(instant, language),
    count: (count: number) => formatCount(count, language),
    share: (share: number) => formatShare(share, language),
    decimal: (decimal: string) => formatDecimal(decimal, language),
    size: (bytes: number) => formatSize(bytes, language),
    age: (seconds: number) => formatAge(seconds, language),
  };
}
