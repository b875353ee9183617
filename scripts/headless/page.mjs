/** What a person does on the page, by the names they see; what a machine reads, by `data-testid` and `data-value`. */

/** Goes to one of the five places through the navigation. */
export async function goTo(page, place) {
  await page.getByRole('navigation').getByRole('link', { name: place }).click();
  await page.getByRole('heading', { level: 1, name: place }).waitFor();
}

/** Presses the button of that very name. */
export function press(page, name) {
  return page.getByRole('button', { name, exact: true }).click();
}

/** Drops a folder of this machine on the page: a true drop, the page sees folder entries. */
export async function dropFolder(page, folder) {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await client.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  }
  await client.detach();
}

/** The value a test id carries for machines; null while it is not on the page. */
export async function readValue(page, testId) {
  const found = page.getByTestId(testId).first();
  return (await found.count()) ? found.getAttribute('data-value') : null;
}

/** The same as a number; throws where it is missing. */
export async function figure(page, testId) {
  const value = await readValue(page, testId);
  if (value === null) throw new Error(`the page shows no '${testId}'`);
  return Number(value);
}

/**
 * Waits until the test id's value is one of `wanted`, as long as it takes, telling `watch()` twice a second.
 * Throws with the page's own words when it becomes 'failed'.
 */
export async function waitForValue(page, testId, { wanted, watch = async () => {} }) {
  for (;;) {
    const value = await readValue(page, testId);
    await watch();
    if (wanted.includes(value)) return value;
    if (value === 'failed') throw new Error(`${testId} failed: ${await complaints(page)}`);
    await page.waitForTimeout(100);
  }
}

/** Fields whose value the page refuses, with its words. */
export async function refusals(page) {
  const fields = await page.locator('[aria-invalid="true"]').evaluateAll((inputs) =>
    inputs.map((input) => {
      const words = document.getElementById(input.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
      return `${input.labels?.[0]?.textContent ?? input.id}: ${words?.textContent ?? input.value}`;
    }),
  );
  return fields.join(' | ');
}

/** The words of every alert on the page. */
export async function complaints(page) {
  const texts = await page.getByRole('alert').allInnerTexts();
  return texts.join(' | ').replaceAll(/\s+/g, ' ') || 'the page gives no reason';
}
