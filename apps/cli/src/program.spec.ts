import { describe, expect, it } from '@jest/globals';
import { isHelp, programOf, sayError } from './program.js';

/** What a program with `group do` says of these words. */
function said(...args: readonly string[]) {
  const told = { out: '', err: '' };
  const io = {
    ...{ watched: false, read: () => '', now: () => 0 },
    out: (text: string) => void (told.out += text),
    err: (text: string) => void (told.err += text),
  };
  const program = programOf(io);
  const group = program.command('group').description('things');
  group.command('do').action(() => {
    throw new Error('first line\nsecond line');
  });
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!isHelp(error)) sayError(error, io);
  }
  return told;
}

describe('the program of a command', () => {
  it('says its help on standard output when it is asked for', () =>
    expect(said('group', '--help')).toEqual({ out: expect.stringContaining('Usage: ringvirkning group'), err: '' }));
  it('says what is below a command that lacks it, as an error', () =>
    expect(said('group')).toEqual({
      out: '',
      err: expect.stringMatching(/^Usage: ringvirkning group [^]*\n {2}do\n/),
    }));
  it.each([
    [['group', 'nosuch'], "ringvirkning: unknown command 'nosuch'\n"],
    [['group', 'do', '--fast'], "ringvirkning: unknown option '--fast'\n"],
    [['group', 'do'], 'ringvirkning: first line\n'],
  ])('says what is wrong with %j in one line', (args, err) => expect(said(...args)).toEqual({ out: '', err }));
});
