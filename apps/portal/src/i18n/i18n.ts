import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
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
import { texts, type TextKey } from './texts.js';

const STORED = 'ringvirkning.language';
const stored = (): Language => (localStorage.getItem(STORED) === 'en' ? 'en' : 'da');

const resources = (column: 0 | 1) => ({
  translation: Object.fromEntries(Object.entries(texts).map(([key, both]) => [key, both[column]])),
});

function announce(language: string): void {
  document.documentElement.lang = language;
  localStorage.setItem(STORED, language);
}

/** Danish first; the choice is remembered on this device. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: stored(),
    fallbackLng: 'da',
    keySeparator: false,
    nsSeparator: false,
    resources: { da: resources(0), en: resources(1) },
    interpolation: { escapeValue: false },
  });
  announce(i18next.language);
  i18next.on('languageChanged', announce);
}

export type Params = Readonly<Record<string, string | number>>;

/** Everything a component needs to speak the person's language. */
export function useText() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'da';
  return {
    language,
    setLanguage: (next: Language) => void i18n.changeLanguage(next),
    t: (key: TextKey, params?: Params): string => t(key, { ...params }),
    /** The text of a code from a service (`status.claimed`), or the code itself when we have no word for it. */
    word: (prefix: string, code: string): string => (`${prefix}.${code}` in texts ? t(`${prefix}.${code}`) : code),
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
export type Text = ReturnType<typeof useText>;
