import { linesOf } from './watch-figures.js';

const [WIDTH, HEIGHT, EDGE] = [120, 24, 2];

/** A small line of what its cell says in words; its top is the most of it. */
export function Spark({ values }: { readonly values: readonly (number | null)[] }) {
  const at = ([x, y]: readonly [number, number]): string =>
    `${(EDGE + x * (WIDTH - 2 * EDGE)).toFixed(1)},${(HEIGHT - EDGE - y * (HEIGHT - 2 * EDGE)).toFixed(1)}`;
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      {linesOf(values).map((line, index) =>
        line.length === 1 ? (
          <circle key={index} cx={at(line[0]!).split(',')[0]} cy={at(line[0]!).split(',')[1]} r="1.5" />
        ) : (
          <polyline key={index} points={line.map(at).join(' ')} />
        ),
      )}
    </svg>
  );
}
