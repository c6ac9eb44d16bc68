import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { WakeUps } from '../core/index.ts'
import { openRedis } from './redis.ts'

export interface RedisWakeUpsOptions {
  redisUrl: string
  /** Pub/sub knows no databases: two installations on one Redis need two names. */
  channel?: string
  onError: (error: unknown) => void
}

/** What one process has to tell after one turn of its event loop. */
type Hints = [sender: string, heads: [runId: string, head: number][]]

// A hint that has to wait is worth nothing: readers look by themselves.
const NEVER_LATE = { enableOfflineQueue: false, maxRetriesPerRequest: 0 }

/** Resolves when hints are heard; rejects when Redis cannot be reached. */
export async function openRedisWakeUps(options: RedisWakeUpsOptions): Promise<RedisWakeUps> {
  const { redisUrl, channel = 'unfold:wake-ups', onError } = options
  const publisher = await openRedis(redisUrl, NEVER_LATE, onError)
  try {
    const subscriber = await openRedis(redisUrl, NEVER_LATE, onError)
    await subscriber.subscribe(channel)
    return new RedisWakeUps(publisher, subscriber, channel, onError)
  } catch (error) {
    publisher.disconnect()
    throw error
  }
}

/**
 * Hints within the process are a call; those for other processes leave once per turn of the event loop, the newest head
 * of each run. A subscription takes a connection for itself: Redis allows nothing else on it.
 */
export class RedisWakeUps implements WakeUps, AsyncDisposable {
  readonly #publisher: Redis
  readonly #subscriber: Redis
  readonly #channel: string
  readonly #onError: (error: unknown) => void
  readonly #sender = randomUUID()
  readonly #sleepers = new Map<string, Set<(head: number) => void>>()
  #heads = new Map<string, number>()
  #telling: NodeJS.Immediate | null = null

  constructor(publisher: Redis, subscriber: Redis, channel: string, onError: (error: unknown) => void) {
    this.#publisher = publisher
    this.#subscriber = subscriber
    this.#channel = channel
    this.#onError = onError
    subscriber.on('message', (_channel, message) => this.#hear(message))
  }

  notify(runId: string, head: number): void {
    this.#heads.set(runId, Math.max(head, this.#heads.get(runId) ?? 0))
    this.#telling ??= setImmediate(() => this.#tell())
    this.#wake(runId, head)
  }

  subscribe(runId: string, wake: (head: number) => void): () => void {
    // A function of its own for each subscription, so that the same `wake` may subscribe twice.
    const sleeper = (head: number) => wake(head)
    const sleepers = this.#sleepers.get(runId)
    if (sleepers) sleepers.add(sleeper)
    else this.#sleepers.set(runId, new Set([sleeper]))
    return () => {
      const left = this.#sleepers.get(runId)
      if (left?.delete(sleeper) && left.size === 0) this.#sleepers.delete(runId)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#telling) clearImmediate(this.#telling)
    this.#sleepers.clear()
    this.#publisher.disconnect()
    this.#subscriber.disconnect()
  }

  #wake(runId: string, head: number): void {
    for (const wake of this.#sleepers.get(runId) ?? []) wake(head)
  }

  #tell(): void {
    this.#telling = null
    const hints: Hints = [this.#sender, [...this.#heads]]
    this.#heads = new Map()
    if (this.#publisher.status !== 'ready') return
    this.#publisher.publish(this.#channel, JSON.stringify(hints)).catch(this.#onError)
  }

  #hear(message: string): void {
    try {
      const [sender, heads] = JSON.parse(message) as Hints
      if (sender === this.#sender) return
      for (const [runId, head] of heads) this.#wake(runId, head)
    } catch (error) {
      this.#onError(error)
    }
  }
}
