/** The headers that keep every request on the page's own origin: one source for our server, for `public/_headers` and for the tests. */

/** The policy, directive by directive. `'unsafe-inline'` is for styles only: React Aria and Recharts set style attributes. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' blob: data:",
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** Set on every response: a worker is bound by the header of its own script, not by a meta tag of the page. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': Object.entries(POLICY)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; '),
  // With the next one the page is cross-origin isolated, without which there are no threads that share memory.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** What a host sends that cannot isolate the page: all but the two headers that do. */
export const HEADERS_WITHOUT_ISOLATION = Object.fromEntries(
  Object.entries(SECURITY_HEADERS).filter(([name]) => !/^Cross-Origin-(Embedder|Opener)-Policy$/.test(name)),
);

/** The same headers as the `_headers` file that Netlify, Cloudflare Pages and others read. */
export function headersFile() {
  const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  return `# Made by \`npm run generate\` from scripts/security-headers.mjs.\n/*\n${lines.join('\n')}\n`;
}
