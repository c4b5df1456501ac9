import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MODEST_NODE } from './programs.js';

describe('how a program is run', () => {
  it('is the same in an image', () => {
    const image = readFileSync(new URL('../../../../docker/Dockerfile', import.meta.url), 'utf8');
    const [, flags = ''] = /exec node (.*) apps\//.exec(image) ?? [];
    expect(flags.split(' ')).toEqual(MODEST_NODE);
  });
});
