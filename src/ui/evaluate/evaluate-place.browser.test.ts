import { flushSync } from 'react-dom';
import { afterEach, expect, test } from 'vitest';
import { showJudged } from '../testing/judged-screen.ts';

let screen: ReturnType<typeof showJudged>;
afterEach(() => screen.close());

function shownValue(name: string): string | undefined {
  return screen.root.querySelector<HTMLElement>(`[data-testid="${name}"]`)?.dataset.value;
}

/** Script of one move of the slider to its place `value`, ms. */
async function moveTo(slider: HTMLInputElement, value: number): Promise<number> {
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, String(value));
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  // React draws what an input asks for in a microtask.
  await Promise.resolve();
  return performance.now() - start;
}

/** A quarter of the times is no longer: other programs disturb the rest. */
function quartile(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 4)] as number;
}

async function shown(testId: string): Promise<void> {
  const find = () => screen.root.querySelector(`[data-testid="${testId}"]`);
  await expect.poll(find, { timeout: 20_000 }).not.toBeNull();
}

test('with 10,000 films on the screen the slider redraws matrix, rates and points within a frame, and so does its rest', async () => {
  screen = showJudged({ films: { NORMAL: 5000, PNEUMONIA: 5000 }, perPatient: 2 });
  await shown('errors-count');
  const { root, commands } = screen;
  const slider = root.querySelector('input[type="range"]') as HTMLInputElement;
  const moves: number[] = [];
  for (let i = 0; i < 31; i++) {
    moves.push(await moveTo(slider, 40 + 13 * i));
    const cells = [...root.querySelectorAll<HTMLElement>('td[data-row]')].map((cell) => Number(cell.dataset.value));
    expect(cells.reduce((a, b) => a + b)).toBe(10_000);
    expect(Number(shownValue('live-sensitivity'))).toBeCloseTo((cells[3] as number) / 5000, 12);
  }
  const rests = Array.from({ length: 12 }, (_, i) => {
    const start = performance.now();
    flushSync(() => commands.setOperatingPoint({ kind: 'own', threshold: 0.1 + 0.06 * i }));
    return performance.now() - start;
  });
  expect(quartile(moves)).toBeLessThan(16);
  expect(quartile(rests)).toBeLessThan(16);
});

/** What is written of a figure of the head: `– needs films of both sides`. */
function written(name: string): string {
  const value = screen.root.querySelector(`[data-testid="${name}"]`);
  return value?.parentElement?.textContent.replaceAll(/\s+/g, ' ') ?? 'nothing';
}

test.each([
  {
    what: 'one class only',
    films: { NORMAL: 0, PNEUMONIA: 60 },
    figures: { accuracy: /^\d+\.\d %.*of 60/, specificity: /^– .*needs films of both sides/, auc: /^– .*needs films/ },
  },
  {
    what: 'no films',
    films: { NORMAL: 0, PNEUMONIA: 0 },
    figures: { accuracy: /^– .*no films/, sensitivity: /^– .*no films/, loss: /^– .*no films/ },
  },
  {
    what: 'fewer than twenty patients',
    films: { NORMAL: 24, PNEUMONIA: 24 },
    perPatient: 6,
    figures: { accuracy: /^\d+\.\d %.*fewer than 20 patients: no interval/, auc: /^0\.\d+.*fewer than 20 patients/ },
  },
  {
    what: 'a network that diverged',
    films: { NORMAL: 30, PNEUMONIA: 30 },
    probability: (_: number, film: number) => (film === 7 ? Number.NaN : 0.5),
    figures: { accuracy: /^– .*NaN: it diverged/, sensitivity: /^– .*it diverged/, loss: /^– .*it diverged/ },
  },
])('$what: each figure, or a dash with its reason, and no number that is none', async ({ figures, ...madeUp }) => {
  screen = showJudged(madeUp);
  await shown('accuracy');
  for (const [name, words] of Object.entries(figures)) expect(written(name)).toMatch(words);
  expect(screen.root.textContent.replaceAll('the network gave NaN', '')).not.toMatch(/NaN|Infinity|undefined/);
});
