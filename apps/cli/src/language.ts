import { Option } from 'commander';
import { LANGUAGES } from './report/words.js';

export const language = (): Option =>
  new Option('--lang <language>', 'language of the text').choices([...LANGUAGES]).default('da');
