import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../../packages/unfold/src/testing/free-port.ts'

export interface Proxy extends AsyncDisposable {
  url: string
}

const NGINX_CONF = fileURLToPath(new URL('../../deploy/nginx.conf', import.meta.url))

export const nginxIsHere = spawnSync('nginx', ['-v']).status === 0

/** A real nginx with the file of `deploy/`: only port, upstream and the place of its log are put in. */
export async function startNginx(targetPort: number): Promise<Proxy> {
  const port = await findFreePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'unfold-nginx-'))
  const conf = readFileSync(NGINX_CONF, 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('server 127.0.0.1:8000;', `server 127.0.0.1:${targetPort};`)
    .replace('/var/log/nginx/', `${folder}/`)
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  writeFileSync(path.join(folder, 'unfold.conf'), conf)
  writeFileSync(
    path.join(folder, 'nginx.conf'),
    // It would compress everything, if the file did not forbid that for streams.
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr info;
     events {} http { ${places} gzip on; gzip_types *; include ${folder}/unfold.conf; }`,
  )
  const child = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', path.join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => (said += String(text)))
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}: ${said}`)
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A proxy that gathers each answer to its end. `obedient`: unless the answer says `X-Accel-Buffering: no` together with
 * `no-transform`, as a stream of ours must. Otherwise it gathers whatever it is told.
 */
export async function startBufferingProxy(targetPort: number, obedient: boolean): Promise<Proxy> {
  const server = createServer((request, response) => {
    const forwarded = httpRequest(
      {
        host: '127.0.0.1',
        port: targetPort,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, 'x-forwarded-for': '127.0.0.1' },
      },
      (answer) => {
        const { 'x-accel-buffering': buffering, ...headers } = answer.headers
        const passes = obedient && buffering === 'no' && /no-transform/.test(headers['cache-control'] ?? '')
        const head = { ...headers, server: 'nginx/test' }
        if (passes) {
          response.writeHead(answer.statusCode!, head)
          response.flushHeaders()
          answer.pipe(response)
          return
        }
        const gathered: Buffer[] = []
        answer.on('data', (chunk: Buffer) => gathered.push(chunk))
        answer.on('end', () => {
          response.writeHead(answer.statusCode!, head)
          response.end(Buffer.concat(gathered))
        })
        answer.on('error', () => response.destroy())
      },
    )
    forwarded.on('error', () => response.destroy())
    response.on('close', () => forwarded.destroy())
    request.pipe(forwarded)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok
  } catch {
    return false
  }
}
