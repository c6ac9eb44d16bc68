import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configFromEnv, envExample, SETTINGS, StartError } from '../src/config.ts'
import { computeNearMisses } from '../src/near-miss.ts'

test('without a variable the server is on loopback, offline and has its demo account', () => {
  const config = configFromEnv({})
  expect(config).toMatchObject({
    HOST: 'localhost',
    PORT: 8000,
    UNFOLD_DATA: './data',
    UNFOLD_DEMO: true,
    UNFOLD_STREAMING: true,
    UNFOLD_ORIGINS: [],
    UNFOLD_LIMIT_CONCURRENT_RUNS: 10,
    UNFOLD_LIMIT_STARTS_PER_HOUR: 120,
    UNFOLD_LIMIT_TOKENS_PER_DAY: 1_000_000,
    UNFOLD_RUN_DEADLINE_S: 600,
    model: { kind: 'offline', tokensPerS: 60, why: 'no model is configured' },
    warnings: [],
  })
})

test('a model that sees is asked for by its own variable, and beside any other', () => {
  expect(configFromEnv({ OLLAMA_MODEL: 'llama3.2' }).vision).toBeNull()
  expect(configFromEnv({ UNFOLD_VISION_MODEL: 'ollama:llava' })).toMatchObject({
    model: { kind: 'offline' },
    vision: { kind: 'ollama', model: 'llava', why: 'UNFOLD_VISION_MODEL asks for it' },
  })
})

test('an empty variable counts as not set', () => {
  expect(configFromEnv({ PORT: '', OPENAI_API_KEY: '', DATABASE_URL: '' }).PORT).toBe(8000)
})

test.each([
  [{ PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535, not "eighty".'],
  [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535, not "70000".'],
  [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535, not "-1".'],
  [{ UNFOLD_DEMO: 'yes' }, 'UNFOLD_DEMO must be on or off, not "yes".'],
  [{ OLLAMA_TEMPERATURE: 'hot' }, 'OLLAMA_TEMPERATURE must be a number from 0 to 2, not "hot".'],
  [
    { UNFOLD_LIMIT_CONCURRENT_RUNS: '0' },
    'UNFOLD_LIMIT_CONCURRENT_RUNS must be a whole number from 1 to 100000, not "0".',
  ],
  [
    { UNFOLD_MODEL: 'gpt-4o' },
    'UNFOLD_MODEL must be offline, openai:<model> or ollama:<model>, not "gpt-4o".',
  ],
  [
    { UNFOLD_MODEL: 'groq:llama' },
    'UNFOLD_MODEL must be offline, openai:<model> or ollama:<model>, not "groq:llama".',
  ],
  [
    { UNFOLD_MODEL: 'openai:gpt-4o' },
    'UNFOLD_MODEL asks for openai:gpt-4o, but OPENAI_API_KEY is not set; a server that needs no key is named by OPENAI_BASE_URL.',
  ],
  [
    { UNFOLD_VISION_MODEL: 'offline' },
    'UNFOLD_VISION_MODEL must be openai:<model> or ollama:<model>, not "offline".',
  ],
  [
    { UNFOLD_VISION_MODEL: 'openai:gpt-4o' },
    'UNFOLD_VISION_MODEL asks for openai:gpt-4o, but OPENAI_API_KEY is not set; a server that needs no key is named by OPENAI_BASE_URL.',
  ],
  [{ DATABASE_URL: 'mysql://me:word@host/db' }, 'DATABASE_URL must be a postgres:// address.'],
  [{ REDIS_URL: 'redis://host' }, 'REDIS_URL needs DATABASE_URL beside it: the log is never in Redis.'],
  [
    { UNFOLD_ROLE: 'worker' },
    'UNFOLD_ROLE=worker needs DATABASE_URL: one process does everything on the embedded backend.',
  ],
  [{ OPENAI_BASE_URL: 'ftp://me:word@host' }, 'OPENAI_BASE_URL must be an http or https address.'],
  [{ UNFOLD_SECRET: 'short' }, 'UNFOLD_SECRET must have at least 32 characters.'],
  [
    { UNFOLD_ORIGINS: 'https://ok.example, example.org/path' },
    'UNFOLD_ORIGINS must be a list of origins like https://example.org, separated by commas, not "https://ok.example, example.org/path".',
  ],
])('%o is one plain sentence', (env, sentence) => {
  expect(() => configFromEnv(env)).toThrow(new StartError(sentence))
})

test('every mistake is named at once, each on a line of its own', () => {
  expect(() => configFromEnv({ PORT: 'x', UNFOLD_DEMO: 'y' })).toThrow(/^PORT .*\nUNFOLD_DEMO .*$/)
})

test.each([
  [{ OLLAMA_MODEL: 'llama2' }, { kind: 'ollama', model: 'llama2', temperature: 0.7, maxTokens: 2000 }],
  [
    { OLLAMA_MODEL: 'llama2', OPENAI_API_KEY: 'k' },
    { kind: 'ollama', why: 'OLLAMA_MODEL is set' },
  ],
  [
    { OLLAMA_MODEL: 'llama2', OLLAMA_TEMPERATURE: '0' },
    { kind: 'ollama', temperature: 0 },
  ],
  [{ OPENAI_API_KEY: 'k' }, { kind: 'openai', why: 'OPENAI_API_KEY is set', apiKey: 'k' }],
  [
    { UNFOLD_MODEL: 'offline', OPENAI_API_KEY: 'k', OLLAMA_MODEL: 'llama2' },
    { kind: 'offline', why: 'UNFOLD_MODEL asks for it' },
  ],
  [{ UNFOLD_MODEL: 'ollama:llama3.2:3b' }, { kind: 'ollama', model: 'llama3.2:3b' }],
  [
    { UNFOLD_MODEL: 'openai:local', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
    { kind: 'openai', model: 'local', baseUrl: 'http://127.0.0.1:9/v1' },
  ],
])('%o chooses %o', (env, choice) => {
  expect(configFromEnv(env).model).toMatchObject(choice)
})

test('a near-miss name is told apart from a name of another program', () => {
  const known = Object.keys(SETTINGS)
  expect(computeNearMisses(['UNFOLD_DMEO', 'OLAMA_MODEL', 'UNFOLD_COLOUR'], known)).toEqual([
    'UNFOLD_DMEO is not a setting; did you mean UNFOLD_DEMO?',
    'OLAMA_MODEL is not a setting; did you mean OLLAMA_MODEL?',
    'UNFOLD_COLOUR is not a setting and does nothing.',
  ])
  expect(
    computeNearMisses([...known, 'POST', 'HOSTS', 'PATH', 'HOME', 'LANG', 'OLLAMA_HOST'], known),
  ).toEqual([])
})

test('the committed .env.example is what the server prints', () => {
  const committed = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
  expect(committed).toBe(envExample())
})

test('.env.example names every setting once, with the default that holds', () => {
  const lines = envExample().split('\n')
  for (const name of Object.keys(SETTINGS)) {
    expect(lines.filter((line) => line.startsWith(`# ${name}=`))).toHaveLength(1)
  }
  expect(lines).toContain('# PORT=8000')
})
