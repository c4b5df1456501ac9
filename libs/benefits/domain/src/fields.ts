import { isLocalDate, type LocalDate } from '@ringvirkning/kernel';
import { plainText } from '@ringvirkning/message';
import { z } from 'zod';

/** Zod carries one text per issue: the Danish sentence stands on its first line, the English on its second. */
export const message = (da: string, en: string) => ({ error: `${da}\n${en}` });

export const code = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,63}$/,
    message(
      'skal være en kode: små bogstaver, cifre og bindestreg',
      'must be a code: lower-case letters, digits and hyphens',
    ),
  );
export const date = z
  .custom<LocalDate>(
    (v) => typeof v === 'string' && isLocalDate(v),
    message('skal være en dato (ÅÅÅÅ-MM-DD)', 'must be a date (YYYY-MM-DD)'),
  )
  .meta({ type: 'string', format: 'date' });
export const text = plainText(z.string().min(1));
export const title = z.strictObject({ da: text, en: text });

/** Numbers may be written bare in the document; their shortest text form is exact. */
const number = (pattern: RegExp, error: ReturnType<typeof message>) =>
  z.union([z.string(), z.number().transform(String)], error).pipe(z.string().regex(pattern, error));
export const quantity = number(
  /^-?\d{1,9}(\.\d{1,6})?$/,
  message('skal være et tal med højst seks decimaler', 'must be a number with at most six decimals'),
);
/** A quantity that is not negative. */
export const count = number(
  /^\d{1,9}(\.\d{1,6})?$/,
  message(
    'skal være et tal fra 0 og op med højst seks decimaler',
    'must be a number from 0 up with at most six decimals',
  ),
);
export const fraction = number(
  /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/,
  message(
    'skal være en andel mellem 0 og 1 med højst seks decimaler',
    'must be a share between 0 and 1 with at most six decimals',
  ),
);
export const amount = number(
  /^\d{1,12}(\.\d{1,3})?$/,
  message(
    'skal være et beløb i hele kroner, evt. med valutaens decimaler',
    'must be an amount in the major unit, with at most the decimals of the currency',
  ),
);
