import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';
import { inSpan, startTracing } from './tracing.js';

describe('tracing', () => {
  it('passes results and errors through', async () => {
    await expect(inSpan('a', {}, () => Promise.resolve(1))).resolves.toBe(1);
    await expect(inSpan('a', {}, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  });
  it('says once that the SDK is missing, and lets the service run', async () => {
    const lines: string[] = [];
    const logger = createLogger({ service: 's', stream: { write: (line) => void lines.push(line) } });
    await (await startTracing('http://collector:4318', 's', logger))();
    await startTracing(undefined, 's', logger);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('no traces are sent');
  });
});
