/**
 * A static server for the built page, without dependencies: `node scripts/serve.mjs [--root dist] [--port 4173] [--host 127.0.0.1]
 * [--strict-port]`. It exists because the security policy must come as a header on the page and on the worker scripts.
 */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isMain } from './run.mjs';
import { HEADERS_WITHOUT_ISOLATION, SECURITY_HEADERS } from './security-headers.mjs';

const TYPES = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const COMPRESSIBLE = new Set([
  '.css',
  '.html',
  '.js',
  '.json',
  '.map',
  '.mjs',
  '.svg',
  '.txt',
  '.wasm',
  '.webmanifest',
]);

/** Vite puts a hash of the content into these names, so they never change. */
const HASHED = /\/assets\/[^/]+-[\w-]{8}\.\w+$/;

const encoders = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * Serves `root`; resolves with `{ server, port, url, close }` once it listens.
 * A taken `port` is replaced by a free one unless `strictPort` is set; port 0 asks for any. Without `isolated` the page has no
 * threads, as on a host that cannot set headers.
 */
export async function startServer({ root, port = 0, host = '127.0.0.1', strictPort = false, isolated = true }) {
  const always = isolated ? SECURITY_HEADERS : HEADERS_WITHOUT_ISOLATION;
  const respond = makeResponder(resolve(root), always);
  const server = createServer((request, response) => {
    respond(request, response).catch((error) => {
      console.error(error);
      response.writeHead(500, always).end();
    });
  });
  await listen(server, port, host).catch((error) => {
    if (error.code !== 'EADDRINUSE' || strictPort) throw error;
    return listen(server, 0, host);
  });
  const actual = server.address().port;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { server, port: actual, url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${actual}/`, close };
}

function listen(server, port, host) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });
}

function makeResponder(root, always) {
  const compressed = new Map();
  const send = (response, status, headers = {}, body = null) => {
    const plain = status >= 400 ? { 'Content-Type': 'text/plain; charset=utf-8' } : {};
    response.writeHead(status, { ...always, ...plain, ...headers });
    response.end(body ?? (status >= 400 ? `${status}\n` : undefined));
  };
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { Allow: 'GET, HEAD' });
    const path = filePath(root, request.url);
    if (!path) return send(response, 400);
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) return send(response, 404);
    const etag = `"${info.size.toString(36)}-${Math.floor(info.mtimeMs).toString(36)}"`;
    const headers = headersFor(path, etag);
    if (request.headers['if-none-match'] === etag) return send(response, 304, headers);
    const encoding = COMPRESSIBLE.has(extname(path)) ? acceptedEncoding(request) : null;
    if (encoding) headers['Content-Encoding'] = encoding;
    const body = await bodyOf(compressed, { path, etag, encoding });
    return send(response, 200, { ...headers, 'Content-Length': body.length }, request.method === 'HEAD' ? null : body);
  };
}

/** The file that a request's address names below `root`; null where it is malformed or leads outside. */
function filePath(root, address) {
  try {
    const name = decodeURIComponent(address.split(/[?#]/)[0]);
    if (name.includes('\0')) return null;
    const path = resolve(join(root, name.endsWith('/') ? `${name}index.html` : name));
    return path.startsWith(root + sep) ? path : null;
  } catch {
    return null;
  }
}

function headersFor(path, etag) {
  const immutable = HASHED.test(path.split(sep).join('/'));
  return {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ETag: etag,
  };
}

function acceptedEncoding(request) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  return Object.keys(encoders).find((name) => new RegExp(`\\b${name}\\b`).test(accepted)) ?? null;
}

/** The bytes to send; each file is compressed once per encoding and version. */
async function bodyOf(compressed, { path, etag, encoding }) {
  if (!encoding) return readFile(path);
  const key = `${encoding} ${path}`;
  const kept = compressed.get(key);
  if (kept?.etag === etag) return kept.body;
  const body = readFile(path).then(encoders[encoding]);
  compressed.set(key, { etag, body });
  return body;
}

/** What `npm start` and this file's own command line do: serve and say where, until Ctrl+C. */
export async function serveFromCommandLine(defaults = {}) {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: defaults.root ?? 'dist' },
      port: { type: 'string', default: '4173' },
      host: { type: 'string', default: '127.0.0.1' },
      'strict-port': { type: 'boolean', default: false },
    },
  });
  const { root, host } = values;
  if (!existsSync(join(root, 'index.html'))) {
    console.error(`${root} holds no index.html: npm run build first.`);
    process.exit(1);
  }
  const { url } = await startServer({
    root,
    host,
    port: Number(values.port),
    strictPort: values['strict-port'],
  });
  console.log(`ThoraxLab is at ${url}`);
}

if (isMain(import.meta.url)) await serveFromCommandLine();
