import { describe, expect, it } from '@jest/globals';
import { startOptions } from './options.js';

const read = (...args: string[]) => startOptions(args, {}, '/project');

describe('the command line of a start', () => {
  it('needs nothing', () =>
    expect(read()).toEqual({
      data: '/project/.data',
      port: undefined,
      reset: false,
      separate: false,
      seed: true,
      municipalities: [
        { code: '0751', name: 'Aarhus' },
        { code: '0657', name: 'Herning' },
      ],
      beside: undefined,
    }));
  it('takes everything', () =>
    expect(
      read(
        ...['--reset', '--separate', '--no-seed', '--port', '9000', '--data', '/srv/rv'],
        ...['--kommune', '0791', '--beside', '.data'],
      ),
    ).toEqual({
      data: '/srv/rv',
      port: 9000,
      reset: true,
      separate: true,
      seed: false,
      municipalities: [{ code: '0791', name: 'Viborg' }],
      beside: '/project/.data',
    }));
  it.each([1, 5])('takes the first %s municipalities', (count) =>
    expect(read('--instances', String(count)).municipalities).toHaveLength(count),
  );
  it('prefers --data to the environment', () => {
    expect(startOptions([], { RINGVIRKNING_DATA: 'elsewhere' }, '/project').data).toBe('/project/elsewhere');
    expect(startOptions(['--data', 'here'], { RINGVIRKNING_DATA: 'elsewhere' }, '/project').data).toBe('/project/here');
  });
  it.each([
    ['--port', '0'],
    ['--port', '70000'],
    ['--port', 'http'],
    ['--prot', '80'],
    ['extra'],
    ['--instances', '0'],
    ['--kommune', '0999'],
  ])('refuses %s %s with the usage', (...args) => expect(() => read(...args)).toThrow('npm start --'));
});
