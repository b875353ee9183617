/** A bench's page, built as the app is, in a Chromium that can be replaced when something in it will not end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { launchOptions, OWN_FLAGS, SOFTWARE_WEBGL } from '../../scripts/chromium.mjs';
import { servePage } from './server.mjs';

const CONFIG = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
const GPU_FLAGS = {
  linux: ['--use-angle=vulkan', '--enable-features=Vulkan', '--ignore-gpu-blocklist'],
  other: ['--ignore-gpu-blocklist'],
};

/** Builds and opens the page below `bench/`; the caller closes it. */
export async function openBenchPage(folder, { gpu, isolated }) {
  const outDir = await mkdtemp(join(tmpdir(), 'thoraxlab-bench-'));
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  await build({ root, configFile: CONFIG, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await servePage(outDir, isolated);
  const bench = new BenchPage(server, outDir, flags(gpu));
  await bench.launch();
  return bench;
}

function flags(gpu) {
  return gpu ? [...(GPU_FLAGS[process.platform] ?? GPU_FLAGS.other), ...OWN_FLAGS] : SOFTWARE_WEBGL;
}

class BenchPage {
  #server;
  #outDir;
  #flags;
  #client = null;
  browser = null;
  page = null;

  constructor(server, outDir, flags) {
    this.#server = server;
    this.#outDir = outDir;
    this.#flags = flags;
  }

  /** Opens the page in a fresh browser: only that ends what a graphics process still has to draw. */
  async launch() {
    await this.browser?.close();
    this.browser = await chromium.launch(launchOptions(this.#flags));
    this.#client = await this.browser.newBrowserCDPSession();
    this.page = await this.browser.newPage();
    await this.page.goto(this.#server.url);
    await this.page.waitForFunction(() => 'bench' in globalThis);
  }

  /** Calls one of the functions that the page offers. */
  call(name, ...args) {
    return this.page.evaluate(([name, args]) => globalThis.bench[name](...args), [name, args]);
  }

  /** Seconds of processor time that the browser's processes have used so far: drawing and decoding have threads of their own. */
  async cpu() {
    const { processInfo } = await this.#client.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  /** Browser, renderer, its driver, processor cores, and whether threads may share memory. */
  async machine() {
    const facts = await this.page.evaluate(readMachine);
    return { browser: `Chromium ${this.browser.version()}`, ...facts };
  }

  async close() {
    await this.browser?.close();
    await this.#server.close();
    await rm(this.#outDir, { recursive: true });
  }
}

function readMachine() {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const read = (unmasked, plain) => (gl ? String(gl.getParameter(info ? info[unmasked] : gl[plain])) : 'no WebGL2');
  return {
    renderer: read('UNMASKED_RENDERER_WEBGL', 'RENDERER'),
    driver: `${read('UNMASKED_VENDOR_WEBGL', 'VENDOR')}; ${gl ? gl.getParameter(gl.VERSION) : ''}`,
    cores: navigator.hardwareConcurrency,
    isolated: globalThis.crossOriginIsolated,
  };
}
