import type { FastifyInstance } from 'fastify'

/**
 * Set on the raw response, because streams leave without Fastify. Inline styles are allowed for the API's
 * documentation page; scripts are ours alone.
 */
export function registerSecurityHeaders(app: FastifyInstance, inlineScripts: readonly string[]): void {
  const policy = [
    `default-src 'self'`,
    `script-src ${[`'self'`, ...inlineScripts].join(' ')}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
  app.addHook('onRequest', async (_request, { raw }) => {
    raw.setHeader('content-security-policy', policy)
    raw.setHeader('x-content-type-options', 'nosniff')
    raw.setHeader('x-frame-options', 'DENY')
    raw.setHeader('referrer-policy', 'no-referrer')
    raw.setHeader('cross-origin-opener-policy', 'same-origin')
    raw.setHeader('cross-origin-resource-policy', 'same-origin')
  })
}
