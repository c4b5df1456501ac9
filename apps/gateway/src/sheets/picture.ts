import { UnreadableFile } from '@ringvirkning/reading';
import { XmlPieces } from '@ringvirkning/sheets';

/** What is filled or cut by another element of the picture names it; these may be named. */
const NAMED = ['clipPath', 'linearGradient', 'radialGradient'];
/** Elements of charts. Filters, masks, patterns and copies are not among them: a few of them within each other are drawn for hours. */
const DRAWN = new Set([
  ...['svg', 'g', 'defs', 'stop', 'style', 'title', 'desc', 'text', 'tspan'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', ...NAMED],
]);
/** Elements within each other: who draws goes down into each, and a stack has an end that no caller may reach. */
const DEEPEST = 40;
const FETCHES = /@import|url\(\s*["']?(?!#)|\\/i;

class NotPlain extends Error {
  override readonly name = 'NotPlain';
}
const must = (holds: boolean): void => {
  if (!holds) throw new NotPlain();
};

/** A picture of no size cannot be drawn; one that does not say its size has that of what is in it. */
const hasRoom = (size: string | undefined): boolean => size === undefined || parseFloat(size) > 0;

/** Whether a picture draws itself, in a time that grows with its length: it is drawn by a program that cannot be stopped in the middle. */
export function drawsItself(svg: string): boolean {
  try {
    readPlain(svg);
    return true;
  } catch (error) {
    if (error instanceof NotPlain || error instanceof UnreadableFile) return false;
    throw error;
  }
}

/** @throws NotPlain at the first thing that is not; UnreadableFile when it is no XML */
function readPlain(svg: string): void {
  must(!svg.includes('<!'));
  const open: string[] = [];
  const xml = new XmlPieces({
    open: (name, attributes) => {
      must(DRAWN.has(name) && (name === 'svg') === (open.length === 0) && open.length < DEEPEST);
      if (name === 'svg') must([attributes['width'], attributes['height']].every(hasRoom));
      open.push(name);
      const isNamed = open.some((each) => NAMED.includes(each));
      for (const [attribute, value] of Object.entries(attributes))
        must(!/href$/i.test(attribute) && !FETCHES.test(value) && !(isNamed && /url\(/i.test(value)));
    },
    text: (text) => must(open.at(-1) !== 'style' || !/@import|url\(|\\/i.test(text)),
    close: () => open.pop(),
  });
  xml.push(Buffer.from(svg), true);
}
