import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startOptions } from './options.js';

const read = (...args: string[]) => startOptions(args, {}, '/project');

const folder = mkdtempSync(join(tmpdir(), 'options-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = {
  format: 'ringvirkning-instance/1',
  municipality: {
    code: '0791',
    instance: 'viborg',
    name: 'Viborg Kommune',
    organisationNumber: '29189846',
    regions: [],
  },
  closedDays: ['2027-05-07'],
  hub: { url: 'tls://hub.example.dk:7422', ca: 'hub-ca.pem' },
};
const write = (content: object | string): void =>
  writeFileSync(join(folder, 'instance.json'), typeof content === 'string' ? content : JSON.stringify(content));

describe('a start of an instance that was made', () => {
  it('has its municipality, its data beside its secrets, and what stands in its file', () => {
    write(file);
    expect(read('--instance', folder)).toMatchObject({
      data: join(folder, 'data'),
      municipalities: [{ code: '0791' }],
      made: { folder, file },
    });
  });
  it.each([
    ['--data', 'x'],
    ['--kommune', '0751'],
    ['--instances', '2'],
  ])('is not also told %s', (...more) => {
    write(file);
    expect(() => read('--instance', folder, ...more)).toThrow('leave --data');
  });
  it.each([
    ['{', 'cannot be read'],
    [{ ...file, format: 'ringvirkning-instance/2' }, 'no instance file: format'],
    [{ ...file, closedDays: ['7. maj'] }, 'no instance file: closedDays.0'],
    [{ ...file, hub: { url: 'http://hub' } }, 'no instance file: hub.url'],
  ])('says what is wrong with its file', (content, says) => {
    write(content);
    expect(() => read('--instance', folder)).toThrow(says);
  });
  it('says where there is none', () => expect(() => read('--instance', '/nowhere')).toThrow('instance new'));
});

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
