import { expect, it } from '@jest/globals';
import { matrixRows } from './matrix-rows.js';

const cell = (investedBy: string | null, gainedBy: string, realised: string, forecast = '0') => ({
  ...{ investedBy, gainedBy, realised, forecast },
});

it('has a line per purse that bears the cost and a column per purse that gains, nameless bearers last, and leaves out what is nil', () => {
  const cells = [
    cell(null, 'state', '5'),
    cell('a', 'region', '0', '7'),
    cell('a', 'state', '90'),
    cell('b', 'state', '10'),
  ];
  const { columns, rows } = matrixRows({ cells }, 'realised');
  expect(columns).toEqual(['state']);
  expect(rows.map(({ investedBy, total }) => [investedBy, total])).toEqual([
    ['a', '90'],
    ['b', '10'],
    [null, '5'],
  ]);
  const signed = { ...cell('b', 'region', '0'), atSignature: '3' };
  expect(matrixRows({ cells: [...cells, signed] }, 'atSignature').rows.map(({ total }) => total)).toEqual(['3']);
  expect(matrixRows({ cells }, 'forecast').rows.map(({ gained }) => [...gained])).toEqual([[['region', '7']]]);
});
