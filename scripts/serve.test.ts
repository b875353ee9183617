import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headersFile, SECURITY_HEADERS } from './security-headers.mjs';
import { startServer } from './serve.mjs';

const PAGE = '<!doctype html><title>t</title>'.repeat(40);
let folder = '';
let server: Awaited<ReturnType<typeof startServer>>;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** A raw request: `fetch` would tidy the path and unpack the body. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((done, fail) => {
    const call = request({ port: server.port, host: '127.0.0.1', path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    call.on('error', fail).end();
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thoraxlab-serve-'));
  const root = join(folder, 'dist');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), PAGE);
  writeFileSync(join(root, 'assets', 'train.worker-Ab12_-cd.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'tf-Ab12cd34.wasm'), Buffer.from([0, 97, 115, 109]));
  server = await startServer({ root });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ['/', 200, 'text/html; charset=utf-8'],
  ['/index.html?x=1#y', 200, 'text/html; charset=utf-8'],
  ['/assets/train.worker-Ab12_-cd.js', 200, 'text/javascript; charset=utf-8'],
  ['/assets/tf-Ab12cd34.wasm', 200, 'application/wasm'],
  ['/missing.js', 404, 'text/plain; charset=utf-8'],
  ['/assets', 404, 'text/plain; charset=utf-8'],
  ['/%zz', 400, 'text/plain; charset=utf-8'],
  ['/%00', 400, 'text/plain; charset=utf-8'],
])('%s answers %i as %s, with the policy', async (path, status, type) => {
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe(type);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(answer.headers[name.toLowerCase()]).toBe(value);
});

test('a server that does not isolate leaves out just the two headers that do', async () => {
  const plain = await startServer({ root: join(folder, 'dist'), isolated: false });
  try {
    const { headers } = await fetch(plain.url);
    const missing = Object.keys(SECURITY_HEADERS).filter((name) => !headers.has(name));
    expect(missing).toEqual(['Cross-Origin-Embedder-Policy', 'Cross-Origin-Opener-Policy']);
  } finally {
    await plain.close();
  }
});

test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/..\\secret.txt'])(
  '%s does not leave the folder',
  async (path) => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain('secret');
  },
);

test('text is compressed as the browser can take it', async () => {
  const brotli = await ask('/', { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe(PAGE);
  const gzip = await ask('/', { 'accept-encoding': 'gzip' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(PAGE);
  const plain = await ask('/');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body.toString()).toBe(PAGE);
});

test('hashed names are kept for ever, the page is asked for anew and may be unchanged', async () => {
  const script = await ask('/assets/train.worker-Ab12_-cd.js');
  expect(script.headers['cache-control']).toContain('immutable');
  const page = await ask('/');
  expect(page.headers['cache-control']).toBe('no-cache');
  const again = await ask('/', { 'if-none-match': String(page.headers.etag) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('a changed file is not served from the cache of compressed bodies', async () => {
  const path = join(folder, 'dist', 'changing.txt');
  writeFileSync(path, 'one');
  expect(gunzipSync((await ask('/changing.txt', { 'accept-encoding': 'gzip' })).body).toString()).toBe('one');
  writeFileSync(path, 'three');
  expect(gunzipSync((await ask('/changing.txt', { 'accept-encoding': 'gzip' })).body).toString()).toBe('three');
});

test('only reading is allowed', async () => {
  expect((await ask('/', {}, 'POST')).status).toBe(405);
  const head = await ask('/', {}, 'HEAD');
  expect([head.status, head.body.length, Number(head.headers['content-length'])]).toEqual([200, 0, PAGE.length]);
});

test('a taken port is replaced by a free one, or refused when it must be that one', async () => {
  const root = join(folder, 'dist');
  const second = await startServer({ root, port: server.port });
  expect(second.port).not.toBe(server.port);
  await second.close();
  await expect(startServer({ root, port: server.port, strictPort: true })).rejects.toThrow('EADDRINUSE');
});

test('the file for static hosts carries the same policy', () => {
  const published = readFileSync(new URL('../public/_headers', import.meta.url), 'utf8');
  expect(published).toBe(headersFile());
  expect(published).toContain(SECURITY_HEADERS['Content-Security-Policy']);
});
