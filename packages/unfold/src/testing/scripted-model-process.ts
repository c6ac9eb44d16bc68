/**
 * The scripted model as a process of its own, for tests that kill everything around it:
 *
 *     node scripted-model-process.ts SCRIPT [PORT]
 *
 * SCRIPT is a JSON file with a `Script` (or a bare list of steps), played for every request, or a module whose default
 * export is the script function. The base URL is the first line of its output.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startScriptedModel, type ScriptedModelOptions } from './scripted-model.ts'

const [file, port = '0'] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('usage: scripted-model-process.ts SCRIPT [PORT]\n')
  process.exit(2)
}
const model = await startScriptedModel({ script: await loadScript(resolve(file)), port: Number(port) })
process.stdout.write(`${model.url}\n`)
process.once('SIGTERM', () => void model.close())

async function loadScript(path: string): Promise<ScriptedModelOptions['script']> {
  if (path.endsWith('.json')) {
    const script = JSON.parse(readFileSync(path, 'utf8')) as ReturnType<ScriptedModelOptions['script']>
    return () => script
  }
  const { default: script } = (await import(pathToFileURL(path).href)) as {
    default: ScriptedModelOptions['script']
  }
  return script
}
