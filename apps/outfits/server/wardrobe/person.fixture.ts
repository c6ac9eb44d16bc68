import { readdir } from 'node:fs/promises'
import { expect } from 'vitest'
import { type Answer, ask, bearer, signUp } from '../../../server/test/test-server.ts'
import type { WardrobeServer } from './wardrobe-server.fixture.ts'

/** Somebody with an account of their own, and what they do with pictures. */
export interface Person {
  token: string
  get(path: string): Promise<any>
  post(path: string, body?: unknown): Promise<Answer>
  remove(path: string): Promise<Answer>
  fetch(path: string): Promise<Response>
  send(
    method: 'POST' | 'PUT',
    path: string,
    body: Uint8Array,
    type: string,
    headers?: object,
  ): Promise<{ status: number; json: any }>
  /** Waits until nothing of the import is measured any more. */
  settled(importId: string): Promise<any>
  /** All that a refused call has to leave as it was. */
  everything(): Promise<object>
}

export async function signUpPerson(wardrobe: WardrobeServer, name: string): Promise<Person> {
  const { token } = await signUp(wardrobe.server, name)
  const headers = bearer(token)
  const person: Person = {
    token,
    get: async (path) => (await ask(wardrobe.server, 'GET', path, { headers })).json,
    post: (path, body = {}) => ask(wardrobe.server, 'POST', path, { headers, body }),
    remove: (path) => ask(wardrobe.server, 'DELETE', path, { headers }),
    fetch: (path) => fetch(wardrobe.server.origin + path, { headers }),
    async send(method: 'POST' | 'PUT', path, body, type, more = {}) {
      const answer = await fetch(wardrobe.server.origin + path, {
        method,
        headers: { ...headers, 'content-type': type, ...more },
        body: new Uint8Array(body),
      })
      return { status: answer.status, json: await answer.json() }
    },
    async settled(importId) {
      const path = `/api/wardrobe/imports/${importId}`
      await expect.poll(async () => (await person.get(path)).counts.measuring, { timeout: 10_000 }).toBe(0)
      return person.get(path)
    },
    async everything() {
      const { items } = await person.get('/api/wardrobe/items')
      const { imports } = await person.get('/api/wardrobe/imports')
      const { runs } = await person.get('/api/runs')
      const files = await readdir(wardrobe.filesFolder, { recursive: true })
      return { items, imports, runs, files: files.filter((name) => /\.|incoming\//.test(name)) }
    },
  }
  return person
}
