import { useState } from 'react';
import type { Sentence } from '@ringvirkning/kernel';
import { cprIn } from '@ringvirkning/reading';
import { useText } from '../i18n/i18n.js';
import { FileField } from '../ui/forms.js';
import { textOf } from './text-of.js';

interface ChosenProps {
  readonly label: string;
  readonly hint?: string;
  readonly accept?: string;
  readonly required?: boolean;
}

/** A file as it is, byte for byte. One whose name holds a personal number is not taken: names are shown and written down. */
export function BytesField({ choose, ...field }: ChosenProps & { choose(file: File | undefined): void }) {
  const { t } = useText();
  const [error, setError] = useState<string>();
  const chosen = (file: File | undefined) => {
    const isNamed = file !== undefined && cprIn(file.name);
    setError(isNamed ? t('file.cprInName') : undefined);
    choose(isNamed ? undefined : file);
  };
  return (
    <FileField
      {...field}
      error={error}
      words={{ choose: t('act.chooseFile'), none: t('act.noFile') }}
      choose={chosen}
    />
  );
}

/** The text of a file, or a sentence that says why it has none. */
export function TextField({ choose, ...field }: ChosenProps & { choose(text: string): void }) {
  const { say } = useText();
  const [fault, setFault] = useState<Sentence>();
  const chosen = async (file: File | undefined) => {
    const read = file && (await textOf(file));
    setFault(read?.fault);
    if (read?.text !== undefined) choose(read.text);
  };
  return (
    <>
      <BytesField {...field} choose={(file) => void chosen(file)} />
      {fault && (
        <p role="alert" className="form-error-message">
          {say(fault)}
        </p>
      )}
    </>
  );
}
