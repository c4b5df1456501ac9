/** Where a picture lies within its frame, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A value at a place along the picture. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

export const within =
  ({ left, right, top, bottom }: Frame, most: Dot) =>
  ({ x, y }: Dot): Dot => ({
    x: round(left + (most.x === 0 ? 0 : x / most.x) * (right - left)),
    y: round(bottom - (most.y === 0 ? 0 : y / most.y) * (bottom - top)),
  });

const round = (value: number): number => Math.round(value * 10) / 10;
const said = ({ x, y }: Dot): string => `${x},${y}`;

/** What holds until it changes: a line that goes along, and then up or down. */
export const stepLine = (dots: readonly Dot[]): string =>
  dots
    .flatMap((dot, index) => (index === 0 ? [dot] : [{ x: dot.x, y: dots[index - 1]!.y }, dot]))
    .map(said)
    .join(' ');

/** The area between two such lines. */
export function stepBand(low: readonly Dot[], high: readonly Dot[]): string {
  const back = stepLine(high).split(' ').reverse();
  return [stepLine(low), ...back].join(' ');
}

/** Places for marks along months: years where there are several, otherwise half or quarter years. */
export function monthMarks(last: number): number[] {
  const every = last > 60 ? 24 : last > 24 ? 12 : last > 9 ? 6 : 3;
  return Array.from({ length: Math.floor(last / every) + 1 }, (_, index) => index * every);
}
