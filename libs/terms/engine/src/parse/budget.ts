import { textFault } from '@ringvirkning/reading';
import { Lexer } from 'yaml';
import type { SyntaxFault } from './syntax.js';

/** Longest document, in characters. A contract's terms are some thousand. */
export const MAX_LENGTH = 1_000_000;
/** Words, marks and line breaks of a document; the longest example has 3,700. Reading so many takes a tenth of a second. */
export const MAX_PARTS = 40_000;
/** Lists and sections within each other. */
export const MAX_DEPTH = 32;
/** Columns that a line may be indented by. */
const MAX_INDENT = 400;
/** Names for references (&) and references (*), together. */
export const MAX_REFERENCES = 100;

/** What begins a name that is no value: of a reference, a type, a directive. They are kept as the rest is. */
const NAMES = new Set(['&', '*', '!', '%']);

/** Why a document is too much to read, found in one pass over its parts that stops where a limit is passed. */
export function overBudget(text: string): SyntaxFault | undefined {
  if (text.length > MAX_LENGTH) return tooLong(`${MAX_LENGTH} tegn`, `${MAX_LENGTH} characters`, MAX_LENGTH);
  let [offset, parts, references, brackets, dashes] = [0, 0, 0, 0, 0];
  for (const part of new Lexer().lex(text)) {
    if ((parts += 1) > MAX_PARTS) return tooLong(`${MAX_PARTS} ord og tegn`, `${MAX_PARTS} words and marks`, offset);
    const [first = ''] = part;
    const fault = NAMES.has(first) ? textFault(part) : undefined;
    if (fault) return { offset, da: fault.da, en: fault.en };
    if (/^%(YAML|TAG)\b/.test(part) && !/^%YAML\s+1\.2\s*$/.test(part)) return directive(part, offset);
    if ((first === '&' || first === '*') && (references += 1) > MAX_REFERENCES) return tooManyReferences(offset);
    if (first === '[' || first === '{') brackets += 1;
    if (first === ']' || first === '}') brackets -= 1;
    if (first === '\n') dashes = 0;
    if (part === '-' || part === '?') dashes += 1;
    // A text in a block begins with its indent, too.
    const isIndent = part.length > MAX_INDENT && first === ' ' && text[offset - 1] === '\n' && part.trim() === '';
    if (brackets + dashes > MAX_DEPTH || isIndent) return tooDeep(offset);
    // Marks of the lexer itself (document, scalar) are not in the text.
    if (first > '\u001f' || first === '\n' || first === '\r' || first === '\t') offset += part.length;
  }
  return undefined;
}

const tooLong = (da: string, en: string, offset: number): SyntaxFault => ({
  offset,
  da: `Dokumentet er længere end ${da}. Del det, eller skriv det kortere.`,
  en: `The document is longer than ${en}. Split it, or write it shorter.`,
});

const tooDeep = (offset: number): SyntaxFault => ({
  offset,
  da: `Her er der flere end ${MAX_DEPTH} lister eller afsnit inden i hinanden.`,
  en: `Here are more than ${MAX_DEPTH} lists or sections within each other.`,
});

const tooManyReferences = (offset: number): SyntaxFault => ({
  offset,
  da: `Dokumentet har flere end ${MAX_REFERENCES} henvisninger (& og *). Skriv tingene ud.`,
  en: `The document has more than ${MAX_REFERENCES} references (& and *). Write things out.`,
});

const directive = (part: string, offset: number): SyntaxFault => ({
  offset,
  da: `Dokumentet læses som YAML 1.2. Fjern linjen «${part.trim().slice(0, 40)}».`,
  en: `The document is read as YAML 1.2. Remove the line «${part.trim().slice(0, 40)}».`,
});
