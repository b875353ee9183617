/** Serves a built bench page; with `isolated` the page may share memory between threads, as ours may on its own server. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Resolves with `{ url, close }`. No content security policy: stock TensorFlow.js starts its threads from `blob:`. */
export async function servePage(directory, isolated) {
  const headers = isolated ? ISOLATION : {};
  const answer = (request, response) => {
    const name = normalize(new URL(request.url, 'http://x').pathname);
    const path = join(directory, name.endsWith('/') ? `${name}index.html` : name);
    if (!path.startsWith(directory) || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { ...headers, 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
    return createReadStream(path).pipe(response);
  };
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
