import { beforeEach, describe, expect, it } from '@jest/globals';
import { dropDraft, forgetDrafts, keepDraft, readDraft } from './drafts.js';

class Memory {
  readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }
  removeItem(name: string): void {
    this.items.delete(name);
  }
}
const now = new Date('2026-11-28T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
let storage: Memory;
beforeEach(() => {
  storage = new Memory();
});

describe('a draft', () => {
  it('is given back to who wrote it, at its place', () => {
    keepDraft(storage, 'fatima', 'claim 1', { on: '2026-11-01' }, now);
    expect(readDraft(storage, 'fatima', 'claim 1', later(6))).toEqual({
      at: now.toISOString(),
      value: { on: '2026-11-01' },
    });
    for (const [who, place] of [
      ['anna', 'claim 1'],
      ['fatima', 'claim 2'],
    ] as const)
      expect(readDraft(storage, who, place, now)).toBeUndefined();
  });
  it('is gone after a week, and when it cannot be read', () => {
    keepDraft(storage, 'fatima', 'old', {}, now);
    keepDraft(storage, 'fatima', 'broken', {}, now);
    storage.setItem([...storage.items.keys()][1]!, '{');
    expect(readDraft(storage, 'fatima', 'old', later(7))).toBeUndefined();
    expect(readDraft(storage, 'fatima', 'broken', now)).toBeUndefined();
    expect(storage.length).toBe(0);
  });
  it('is gone when it has been sent', () => {
    keepDraft(storage, 'fatima', 'claim', {}, now);
    dropDraft(storage, 'fatima', 'claim');
    expect(storage.length).toBe(0);
  });
  it('goes at sign-out, and when somebody else signs in; what is not a draft stays', () => {
    storage.setItem('ringvirkning.language', 'da');
    keepDraft(storage, 'fatima', 'a', {}, now);
    keepDraft(storage, 'fatima-2', 'a', {}, now);
    forgetDrafts(storage, 'fatima');
    expect([...storage.items.keys()]).toEqual(['ringvirkning.language', 'ringvirkning.draft fatima a']);
    forgetDrafts(storage);
    expect([...storage.items.keys()]).toEqual(['ringvirkning.language']);
  });
  it('is not kept where nothing can be, without anybody being stopped', () => {
    const full = Object.assign(new Memory(), {
      setItem: () => {
        throw new Error('full');
      },
    });
    expect(() => keepDraft(full, 'fatima', 'a', {}, now)).not.toThrow();
  });
});
