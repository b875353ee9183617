import { expect, test } from 'vitest';
import { someFilms } from '../../../../core/metrics/fixtures/films.ts';
import { subset } from '../../../../core/metrics/scores.ts';
import { HOSTILE, someReport } from '../../../../core/report/fixtures/report.ts';
import { CLAIM_ITEMS } from '../../../words/claim.ts';
import { writeFigure, writeInterval } from '../../figures/measured-words.ts';
import { claimAnswers } from './claim-section.ts';
import { reportHtml } from './report-html.ts';

const report = someReport();
const markup = reportHtml(report);
const parse = (text: string) => new DOMParser().parseFromString(text, 'text/html');

/** What an XML parser, which forgives nothing, says of the body. */
function xmlError(text: string): string | null {
  const body = text.slice(text.indexOf('<main>'), text.indexOf('</main>') + 7);
  const strict = body.replace(/<(img|br)([^>]*)>/g, '<$1$2/>');
  return new DOMParser().parseFromString(strict, 'application/xml').querySelector('parsererror')?.textContent ?? null;
}

test('every element is closed where it should be', () => {
  expect(xmlError(markup)).toBeNull();
  expect(xmlError('<main><p></main>')).not.toBeNull();
});

test('names with markup in them stay text', () => {
  const page = parse(markup);
  expect(page.querySelectorAll('script, img, iframe, object, embed, link, base, form')).toHaveLength(0);
  const attributes = [...page.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
  expect(attributes.filter((name) => name.startsWith('on') || name === 'href')).toEqual([]);
  const shown = HOSTILE.replaceAll(/\p{C}/gu, '\ufffd');
  expect(page.querySelector('bdi')?.textContent).toBe(shown);
  expect(page.body.textContent).toContain(`${shown} is larger`);
});

test('nothing is loaded from anywhere', () => {
  const page = parse(markup);
  for (const element of page.querySelectorAll('[src], [srcset], [data], [poster], [background]')) {
    expect(element.getAttribute('src')).toMatch(/^data:/);
  }
  expect(page.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
  expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'");
});

test('every figure stands there with its interval, as on screen', () => {
  const text = parse(markup).body.textContent;
  for (const { judgement } of report.results) {
    for (const name of ['accuracy', 'balancedAccuracy', 'mcc', 'logLoss'] as const) {
      expect(text).toContain(writeFigure(judgement.overall[name].value, name));
      expect(text).toContain(writeInterval(judgement.overall[name].interval, name));
    }
    expect(text).toContain(writeFigure(judgement.classes[1]?.auc.value ?? 0, 'auc'));
  }
});

test('curves, looks, population and checklist are there', () => {
  const page = parse(markup);
  const charts = [...page.querySelectorAll('svg')].map((svg) => svg.getAttribute('aria-label'));
  expect(charts.filter((name) => name?.startsWith('Reliability')).length).toBeGreaterThanOrEqual(1);
  expect(charts).toContain('ROC');
  expect(charts.some((name) => name?.startsWith('Net benefit at'))).toBe(true);
  expect(charts.some((name) => name?.startsWith('Loss by epoch'))).toBe(true);
  for (const path of page.querySelectorAll('path')) expect(path.getAttribute('d')).not.toMatch(/NaN|Infinity/);
  expect(page.querySelectorAll('.beside').length).toBeGreaterThanOrEqual(5);
  const items = [...page.querySelectorAll('section:last-of-type tbody tr')];
  expect(items).toHaveLength(44);
  expect(items.filter((row) => row.className === 'open')).toHaveLength(44 - claimAnswers(report).size);
  expect(CLAIM_ITEMS.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
});

test('three classes, one class, no films and a diverged network each give a report', () => {
  const films = someFilms(5, { patients: 40 });
  const three = someFilms(6, { patients: 40, classes: 3 });
  const diverged = { ...films, probabilities: films.probabilities.map((p, i) => (i === 7 ? Number.NaN : p)) };
  for (const scores of [
    three,
    subset(films, films.labels),
    subset(films, new Uint8Array(films.labels.length)),
    diverged,
  ]) {
    const text = reportHtml(someReport(scores, { errors: [], wrong: 0 }));
    expect(xmlError(text)).toBeNull();
    const words = parse(text).body.textContent.replaceAll('the network gave NaN', '');
    expect(words).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test('a network from files has no run to tell of, and its items are open', () => {
  const bare = someReport(undefined, {
    model: { ...report.model, config: null, history: [], name: null },
    fit: null,
    looks: [],
  });
  expect(xmlError(reportHtml(bare))).toBeNull();
  expect(claimAnswers(bare).has(25)).toBe(false);
});
