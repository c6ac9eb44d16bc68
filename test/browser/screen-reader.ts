import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SOURCE = readFileSync(
  fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js')),
  'utf8',
)
const ADDRESS = '/virtual-screen-reader.js'

/**
 * A virtual screen reader inside the page: it builds what a real one would say from roles, names and live regions, follows
 * the focus, and keeps what it said.
 */
export class ScreenReader {
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
  }

  /** On the page that is open; it stays for as long as no other document is loaded. */
  static async start(page: Page): Promise<ScreenReader> {
    await page.route(`**${ADDRESS}`, (route) =>
      route.fulfill({ body: SOURCE, contentType: 'text/javascript' }),
    )
    // As text, so that nothing rewrites the import on its way into the page.
    await page.evaluate(
      `import('${ADDRESS}').then(async ({ virtual }) => {
        window.screenReader = virtual
        await virtual.start({ container: document.body })
      })`,
    )
    return new ScreenReader(page)
  }

  /** Everything that it said, in order. */
  spoken(): Promise<string[]> {
    return this.#page.evaluate('window.screenReader.spokenPhraseLog()')
  }

  /** On to the next thing on the page; answers what it says of it. */
  next(): Promise<string> {
    return this.#page.evaluate(
      'window.screenReader.next().then(() => window.screenReader.lastSpokenPhrase())',
    )
  }
}
