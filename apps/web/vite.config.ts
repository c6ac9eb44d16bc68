import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// The host stays the page's own, so that the server sees one origin and not two.
const server = { target: 'http://localhost:8000', changeOrigin: false }

export default defineConfig({
  plugins: [pureSchemas(), react()],
  server: {
    port: 5173,
    proxy: { '/api': server, '/docs': server },
  },
  build: { outDir: 'dist', emptyOutDir: true },
})

/**
 * The server checks what is stored; the pages share its types and constants only. Told that making a schema has no
 * effect of its own, the bundler leaves out the schemas, and zod with them: 55 kB gzipped.
 */
function pureSchemas(): Plugin {
  return {
    name: 'unfold:pure-schemas',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /(unfold\/src\/protocol|stories\/shared|outfits\/shared)\/[\w-]+\.ts$/ },
      handler: (code) => ({
        code: code.replaceAll(/(?<![\w.])(?:z|\w+Schema)(?:\s*\.\w+)+\(/g, '/* @__PURE__ */ $&'),
        map: null,
      }),
    },
  }
}
