import { expect, type Page, test } from '@playwright/test';
import { watchGallery } from './support/gallery.ts';
import { ENOUGH, opened, trained } from './support/judging.ts';
import { figure } from './support/page.ts';

async function cells(page: Page): Promise<number[]> {
  const values = page.getByRole('table', { name: 'Confusion matrix' }).locator('td[data-value]');
  return values.evaluateAll((all) => all.map((cell) => Number((cell as HTMLElement).dataset.value)));
}

/**
 * Script of one move of the slider, median of 41, ms. What is drawn does not grow with the films: curves are thinned to what a
 * chart can show; the same screen with 10,000 films is timed in `evaluate-place.browser.test.ts`.
 */
async function redrawTime(page: Page): Promise<number> {
  return page.getByLabel('Threshold on the probability of PNEUMONIA').evaluate(async (slider: HTMLInputElement) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const times: number[] = [];
    for (let i = 0; i < 41; i++) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      setValue?.call(slider, String(50 + 10 * i));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      // React draws what an input asks for in a microtask.
      await Promise.resolve();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[20] as number;
  });
}

test('the test set is opened on purpose, thresholds come from validation, the matrix follows the slider', async ({
  page,
}) => {
  await trained(page, ENOUGH, 40);
  await expect(page.getByTestId('sealed')).toBeVisible();
  await expect(page.getByTestId('looks')).toHaveAttribute('data-value', '0');
  await expect(page.getByTestId('accuracy')).toHaveCount(0);

  const seen = await watchGallery(page);
  await opened(page);
  await expect(page.getByTestId('looks')).toHaveAttribute('data-value', '1');
  const { gallery, map } = await seen();
  expect(map - gallery).toBeLessThan(2000);
  const atFirst = await cells(page);
  expect(atFirst.reduce((a, b) => a + b)).toBe(70);
  const ill = (atFirst[3] as number) / 40;
  expect(await figure(page, 'sensitivity')).toBeCloseTo(ill, 12);
  expect(await figure(page, 'live-sensitivity')).toBeCloseTo(ill, 12);

  const slider = page.getByLabel('Threshold on the probability of PNEUMONIA');
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await cells(page)).toEqual([0, 30, 0, 40]);
  await page.keyboard.press('End');
  expect(await cells(page)).toEqual([30, 0, 40, 0]);
  await expect(page.getByText('A threshold chosen on the films it is judged on flatters.')).toBeVisible();
  await expect(page.getByTestId('specificity')).toHaveAttribute('data-value', '1');

  expect(await redrawTime(page)).toBeLessThan(16);

  await page.getByRole('radio', { name: 'Screening' }).click();
  await expect(page.getByText(/the screening point, fixed on validation/)).toBeVisible();
  const threshold = await figure(page, 'threshold');
  await page.getByLabel('Judged on', { exact: true }).selectOption('validation');
  await expect(page.getByTestId('looks')).toHaveCount(0);
  expect(await figure(page, 'threshold')).toBe(threshold);
  await expect.poll(() => figure(page, 'sensitivity')).toBeGreaterThanOrEqual(0.95);
});
