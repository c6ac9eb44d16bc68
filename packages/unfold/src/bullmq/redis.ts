import type { Redis, RedisOptions } from 'ioredis'

const CONNECT_MS = 5_000

/** Connected, or rejected with the reason: at the start an unreachable Redis is a mistake, later it is waited for. */
export async function openRedis(
  redisUrl: string,
  options: RedisOptions,
  onError: (error: unknown) => void,
): Promise<Redis> {
  const { Redis } = await import('ioredis')
  let opening = true
  let reason: unknown
  const redis = new Redis(redisUrl, {
    ...options,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    retryStrategy: (tries) => (opening ? null : computeRedisPause(tries)),
  })
  redis.on('error', (error) => {
    if (opening) reason = error
    else onError(error)
  })
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    throw reason ?? error
  }
  opening = false
  return redis
}

/** Milliseconds before the n-th try to reach Redis again. */
export function computeRedisPause(tries: number): number {
  return Math.min(50 * 2 ** Math.min(tries, 5), 1000)
}
