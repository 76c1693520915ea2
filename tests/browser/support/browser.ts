import bundledChromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/**
 * Flags of the bundled Chromium that suit a short-lived sandbox: they make a browser with several pages unstable, or
 * let pages do what no browser lets them.
 */
const UNSUITABLE = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
];

/** Starts the Chromium that comes from the package registry; no browser needs to be installed. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: bundledChromium.args.filter((flag) => !UNSUITABLE.includes(flag) && !flag.startsWith('--headless')),
    headless: true,
    // Without a language of the system, Chromium finds no text in a page, a link's fragment included.
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' },
  });
}

/** What a page complained of. */
export interface PageComplaints {
  readonly violations: string[];
  readonly errors: string[];
}

/** Collects breaches of the content security policy and uncaught errors, from before the page's first script on. */
export async function watchComplaints(page: Page): Promise<PageComplaints> {
  const complaints: PageComplaints = { violations: [], errors: [] };
  await page.exposeFunction('reportViolation', (violation: string) => complaints.violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'reportViolation');
      if (typeof report === 'function')
        report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('pageerror', (error) => complaints.errors.push(error.message));
  return complaints;
}

/** What axe finds wrong with the page as it is now, by rule and place. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Ends what is fading in: half transparent, a text has less contrast than it will have.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join('; ')}`,
    );
  });
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
