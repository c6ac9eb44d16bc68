import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.{ts,tsx}',
      'apps/**/*.test.{ts,tsx}',
      'test/**/*.test.ts',
      'examples/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/browser/**'],
    // Long enough for a machine that is busy with other things; what fails, fails by a wrong answer and not by a slow one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 2,
    // Tests that kill real processes share two cores with others on a CI machine. One that fails there is tried once more, and
    // the list names it ("retry x1"); elsewhere it fails at once.
    retry: process.env.CI === 'true' ? 1 : 0,
  },
})
