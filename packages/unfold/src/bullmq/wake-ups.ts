import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { GatheredHints, hearHints } from '../core/hints.ts'
import type { Wake, WakeUps } from '../core/index.ts'
import { LocalWakeUps } from '../core/index.ts'
import type { RunEvent } from '../protocol/index.ts'
import { openRedis } from './redis.ts'

export interface RedisWakeUpsOptions {
  redisUrl: string
  /** Pub/sub knows no databases: two installations on one Redis need two names. */
  channel?: string
  onError: (error: unknown) => void
}

/** Redis would take more; other clients of it wait for so long a message. */
const MAX_MESSAGE_BYTES = 262_144

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
 * Hints within the process are a call; those for other processes leave once per turn of the event loop, one for each
 * run. A subscription takes a connection for itself: Redis allows nothing else on it.
 */
export class RedisWakeUps implements WakeUps, AsyncDisposable {
  readonly #publisher: Redis
  readonly #subscriber: Redis
  readonly #channel: string
  readonly #onError: (error: unknown) => void
  readonly #sender = randomUUID()
  readonly #local = new LocalWakeUps()
  readonly #hints = new GatheredHints()
  #telling: NodeJS.Immediate | null = null

  constructor(publisher: Redis, subscriber: Redis, channel: string, onError: (error: unknown) => void) {
    this.#publisher = publisher
    this.#subscriber = subscriber
    this.#channel = channel
    this.#onError = onError
    subscriber.on('message', (_channel, message) => this.#hear(message))
  }

  notify(runId: string, head: number, events?: readonly RunEvent[]): void {
    this.#hints.add(runId, head, events)
    this.#telling ??= setImmediate(() => this.#tell())
    this.#local.notify(runId, head, events)
  }

  subscribe(runId: string, wake: Wake): () => void {
    return this.#local.subscribe(runId, wake)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#telling) clearImmediate(this.#telling)
    this.#publisher.disconnect()
    this.#subscriber.disconnect()
  }

  #tell(): void {
    this.#telling = null
    const messages = this.#hints.take(this.#sender, MAX_MESSAGE_BYTES)
    if (this.#publisher.status !== 'ready') return
    for (const message of messages) this.#publisher.publish(this.#channel, message).catch(this.#onError)
  }

  #hear(message: string): void {
    try {
      hearHints(message, this.#sender, this.#local)
    } catch (error) {
      this.#onError(error)
    }
  }
}
