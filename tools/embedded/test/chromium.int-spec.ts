import { describe, expect, it } from '@jest/globals';
import { findChromium } from '@ringvirkning/embedded';
import { chromium } from 'playwright-core';

describe('finding Chromium', () => {
  it('gives one that shows a page', async () => {
    const { executablePath, args, env } = await findChromium();
    const browser = await chromium.launch({ executablePath, args: [...args], env });
    try {
      const page = await browser.newPage();
      await page.setContent('<title>Ringvirkning</title>');
      expect(await page.title()).toBe('Ringvirkning');
    } finally {
      await browser.close();
    }
  });
  it('takes nothing else when CHROMIUM_BIN names one that does not start', () =>
    expect(findChromium({ CHROMIUM_BIN: '/bin/false' })).rejects.toThrow('CHROMIUM_BIN=/bin/false does not start'));
});
