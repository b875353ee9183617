import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export type Theme = 'dark' | 'light';

const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds, a line for each rule: all its rules on the dark page, and on the light one those of colour, the only
 * thing that differs. Bring the page to rest before: colours half-way through a change of theme are judged as they are.
 */
export async function violations(page: Page, theme: Theme = 'dark'): Promise<string[]> {
  // Legacy: the other way opens a second page for each call, for frames of other origins, which there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations: found } = await (theme === 'dark' ? axe : axe.withRules(COLOURS)).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
