import chromium from '@sparticuz/chromium'

/** The browser comes with `npm ci`; where that build does not run (Mac, arm64), CHROMIUM_PATH names another. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
