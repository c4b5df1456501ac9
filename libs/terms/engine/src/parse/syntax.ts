import type { Sentence } from '@ringvirkning/kernel';
import type { YAMLParseError } from 'yaml';

/** What of the reader's errors is looked at. */
export type ReadingError = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

export interface SyntaxFault extends Sentence {
  readonly offset: number;
}

const INDENTATION: Sentence = {
  da: 'Linjen er rykket anderledes ind end de linjer den hører sammen med. Felter i samme afsnit og bindestreger i samme liste begynder i samme kolonne; ryk ind med mellemrum.',
  en: 'The line is indented differently from the lines that it belongs to. Fields of one section and dashes of one list begin in the same column; indent with spaces.',
};
const QUOTES: Sentence = {
  da: 'Teksten begynder med et tegn der betyder noget særligt. Sæt anførselstegn om hele teksten.',
  en: 'The text begins with a character that has a meaning of its own. Put quotes around the whole text.',
};
const REFERENCES: Sentence = {
  da: 'Henvisninger (& og *) og mærkater (!) kan ikke bruges sådan. Skriv teksten ud, eller sæt anførselstegn om den.',
  en: 'References (& and *) and tags (!) cannot be used like this. Write the text out, or put quotes around it.',
};
const DUPLICATE: Sentence = {
  da: 'Feltet står to gange i samme afsnit. Fjern det ene; skal her begynde en ny række i en liste, mangler bindestregen «- ».',
  en: 'The field is there twice in one section. Remove one; if a new row of a list should begin here, its dash «- » is missing.',
};
const DECIMAL_COMMA: Sentence = {
  da: 'Her er et komma mellem cifre. Skriv tal med punktum, f.eks. 0.5, og intet mellem tusinder.',
  en: 'There is a comma between digits. Write numbers with a full stop, e.g. 0.5, and nothing between thousands.',
};
const COLON: Sentence = {
  da: 'Her mangler kolon og mellemrum efter feltets navn: «felt: værdi». En liste har bindestreg og mellemrum: «- værdi».',
  en: "A colon and a space are missing after the field's name: «field: value». A list has a dash and a space: «- value».",
};
const TWO_COLONS: Sentence = {
  da: 'To koloner på samme linje. Sæt anførselstegn om en tekst med kolon, eller begynd en ny linje.',
  en: 'Two colons on one line. Put quotes around a text with a colon, or begin a new line.',
};
const UNCLOSED_QUOTE: Sentence = {
  da: 'Anførselstegnet her bliver ikke lukket. Sæt det samme tegn efter teksten.',
  en: 'The quotation mark here is not closed. Put the same mark after the text.',
};
const AFTER_END: Sentence = {
  da: "Teksten går videre efter at den er slut. En apostrof i en tekst med anførselstegn skrives to gange (''); en tekst må ikke begynde med *, & eller [.",
  en: "The text goes on after its end. An apostrophe in a quoted text is written twice (''); a text must not begin with *, & or [.",
};
const UNCLOSED: Sentence = {
  da: 'Parentesen her bliver ikke lukket. Sæt ] eller } hvor listen eller afsnittet slutter.',
  en: 'The bracket here is not closed. Put ] or } where the list or section ends.',
};
const UNOPENED: Sentence = {
  da: 'Her er en parentes for meget, eller den der hører til mangler. Til hver [ hører en ], til hver { en }.',
  en: 'There is a bracket too many here, or its counterpart is missing. Each [ has its ], each { its }.',
};
const COMMA: Sentence = {
  da: 'Mellem to felter i { } eller to værdier i [ ] skal stå ét komma. Sæt anførselstegn om en tekst med komma eller kolon.',
  en: 'Between two fields in { } or two values in [ ] there must be one comma. Put quotes around a text with a comma or a colon.',
};
const OTHERWISE: Sentence = {
  da: 'Her kan dokumentet ikke læses som YAML eller JSON. Se efter indrykning, anførselstegn og parenteser her og på linjen over.',
  en: 'Here the document cannot be read as YAML or JSON. Look for indentation, quotes and brackets here and on the line above.',
};

/** By the reader's code and, where one code has several causes, words of its message. The first that fits is said. */
const SENTENCES: readonly [string, RegExp, Sentence][] = [
  [
    'TAB_AS_INDENT',
    /./,
    { da: 'Linjen er rykket ind med tabulator. Brug mellemrum.', en: 'The line is indented with a tab. Use spaces.' },
  ],
  ['DUPLICATE_KEY', /./, DUPLICATE],
  [
    'MULTIPLE_DOCS',
    /./,
    {
      da: 'Efter «---» begynder et nyt dokument. En fil er én kontrakt: fjern linjen.',
      en: 'After «---» a new document begins. One file is one contract: remove the line.',
    },
  ],
  ['BAD_SCALAR_START', /./, QUOTES],
  [
    'BAD_DQ_ESCAPE',
    /./,
    {
      da: 'I tekst med dobbelte anførselstegn betyder \\ noget særligt. Brug enkelte anførselstegn.',
      en: 'In a text with double quotes \\ has a meaning of its own. Use single quotes.',
    },
  ],
  ['BAD_INDENT', /end with a [\]}]/, UNCLOSED],
  ['MISSING_CHAR', /Missing closing/, UNCLOSED_QUOTE],
  ['MISSING_CHAR', /end with a [\]}]/, UNCLOSED],
  ['MISSING_CHAR', /without - indicator/, INDENTATION],
  ['MISSING_CHAR', /Missing , /, COMMA],
  ['MISSING_CHAR', /map values|space after/, COLON],
  ['MULTILINE_IMPLICIT_KEY', /./, COLON],
  ['BLOCK_AS_IMPLICIT_KEY', /Nested mappings/, TWO_COLONS],
  ['BLOCK_AS_IMPLICIT_KEY', /./, INDENTATION],
  ['BLOCK_IN_FLOW', /./, UNCLOSED],
  ['BAD_INDENT', /./, INDENTATION],
  ['UNEXPECTED_TOKEN', /at node end/, AFTER_END],
  ['UNEXPECTED_TOKEN', /flow-(seq|map)-end/, UNOPENED],
  ['UNEXPECTED_TOKEN', /Unexpected (,|empty)/, COMMA],
  ...[
    'ALIAS_PROPS',
    'BAD_ALIAS',
    'BAD_PROP_ORDER',
    'MULTIPLE_ANCHORS',
    'MULTIPLE_TAGS',
    'TAG_RESOLVE_FAILED',
    'BAD_COLLECTION_TYPE',
    'NON_STRING_KEY',
  ].map((code): [string, RegExp, Sentence] => [code, /./, REFERENCES]),
];

/**
 * What is wrong with the writing. A field that is there twice does not disturb the rest (but a missing dash makes many such); after any other fault the reader
 * has lost the thread, and what it complains of further down is not said.
 */
export function syntaxFaults(errors: readonly ReadingError[], text: string): SyntaxFault[] {
  const inOrder = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const lost = inOrder.findIndex((error) => error.code !== 'DUPLICATE_KEY');
  return [...new Set([inOrder[0]!, inOrder[Math.max(0, lost)]!])].map((error) => faultOf(error, text));
}

function faultOf({ code, message, pos: [offset] }: ReadingError, text: string): SyntaxFault {
  const sentence = SENTENCES.find(([of, words]) => of === code && words.test(message))?.[2] ?? OTHERWISE;
  const from = (start: number): string => text.slice(start, start + 30);
  switch (sentence) {
    case DUPLICATE:
      return { offset, ...(/^\d+\s*[,}]/.test(from(offset)) ? DECIMAL_COMMA : DUPLICATE) };
    case UNCLOSED_QUOTE:
      return { offset: text.lastIndexOf(message.includes('"') ? '"' : "'", offset - 1), ...sentence };
    case UNCLOSED:
      return { offset: openBefore(text, offset), ...sentence };
    case INDENTATION:
      return {
        offset: firstOfLine(text, offset),
        ...(/^-\w/.test(from(firstOfLine(text, offset))) ? COLON : INDENTATION),
      };
    default:
      return { offset, ...sentence };
  }
}

const firstOfLine = (text: string, offset: number): number => {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start + text.slice(start).search(/[^ \t]|$/);
};

/** The innermost bracket that is still open. */
function openBefore(text: string, offset: number): number {
  let closed = 0;
  for (let at = offset - 1; at >= 0; at--) {
    if (']}'.includes(text[at]!)) closed++;
    if ('[{'.includes(text[at]!) && closed-- === 0) return at;
  }
  return offset;
}
