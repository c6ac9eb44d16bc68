import { defineConfig } from '@playwright/test'
import { launchOptions } from './test/browser/chromium.ts'

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  timeout: 60_000,
  // Long enough for a machine that is busy with other things; what fails, fails by a wrong page and not by a slow one.
  expect: { timeout: 15_000, toPass: { timeout: 15_000 } },
  forbidOnly: true,
  // As in vitest.config.ts: once more on a CI machine, and named in the list.
  retries: process.env.CI === 'true' ? 1 : 0,
  // The file comes from PLAYWRIGHT_JSON_OUTPUT_FILE, which `npm test` sets; without it only the list is printed.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: { launchOptions },
})
