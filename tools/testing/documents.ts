import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LINK = /\[[^\]\n]*\]\(([^)\s]+)\)/g;
const HEADING = /^#{1,6} +(.+)$/gm;
const CODE = /^ *```.*?^ *```$|`[^`\n]*`/gms;

/** How a heading is called in an address, as forges make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchorsOf = (text: string): string[] => [...text.matchAll(HEADING)].map(([, heading]) => anchorOf(heading!));

/** Links of a document that lead to no file of the tree, or to no heading in it. Addresses elsewhere are not asked. */
export function deadLinks(root: string, document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.replace(CODE, '').matchAll(LINK)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(root, document) : join(root, dirname(document), decodeURIComponent(path));
      if (!existsSync(file)) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    })
    .map((target) => `${document}: ${target}`);
}
