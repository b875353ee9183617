/** Finds a Chromium for tests, benchmarks and the headless run. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Path of an executable: `CHROMIUM_PATH`, the one Playwright knows, the system's; null when there is none. */
export function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/** Flags of the caller's own, which win over those before them: `CHROMIUM_FLAGS=--use-angle=gl-egl` draws with the system's OpenGL. */
export const OWN_FLAGS = process.env.CHROMIUM_FLAGS?.split(' ').filter(Boolean) ?? [];

/** Flags for a repeatable software WebGL on any machine. */
export const SOFTWARE_WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...OWN_FLAGS];

/** Playwright launch options for the Chromium found; Playwright's own words explain where there is none. */
export function launchOptions(args = SOFTWARE_WEBGL) {
  const executablePath = findChromium();
  return { args: ['--no-sandbox', ...args], ...(executablePath ? { executablePath } : {}) };
}
