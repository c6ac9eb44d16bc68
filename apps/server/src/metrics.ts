import type { RunLog } from 'unfold/core'
import { defineRoute, type Route } from 'unfold/server'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Seconds; a chapter takes from half a second to some minutes. */
const RUN_BUCKETS = [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640]
const FIRST_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32]

export type Metrics = ReturnType<typeof createMetrics>

/** Prometheus metrics of one server. No account, child or run is ever a label. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    runs: new Counter({
      name: 'unfold_runs_total',
      help: 'Runs that ended, by flow and outcome.',
      labelNames: ['flow', 'outcome'],
      registers,
    }),
    runSeconds: new Histogram({
      name: 'unfold_run_duration_seconds',
      help: 'From acceptance to the end of a run.',
      labelNames: ['flow'],
      buckets: RUN_BUCKETS,
      registers,
    }),
    firstCommitSeconds: new Histogram({
      name: 'unfold_time_to_first_commit_seconds',
      help: 'From acceptance to the first committed unit that a reader can see.',
      labelNames: ['flow'],
      buckets: FIRST_BUCKETS,
      registers,
    }),
    safetyVerdicts: new Counter({
      name: 'unfold_safety_verdicts_total',
      help: 'Verdicts of the safety gate, by verdict and language.',
      labelNames: ['verdict', 'lang'],
      registers,
    }),
    streamClients: new Gauge({
      name: 'unfold_stream_clients',
      help: 'Readers that hold a stream open.',
      registers,
    }),
    queueDepth: new Gauge({
      name: 'unfold_queue_depth',
      help: 'Runs that wait for a worker.',
      registers,
    }),
    queueOldestSeconds: new Gauge({
      name: 'unfold_queue_oldest_seconds',
      help: 'Age of the run that waits longest.',
      registers,
    }),
    workerBeatSeconds: new Gauge({
      name: 'unfold_worker_heartbeat_age_seconds',
      help: 'Since the worker of this process last looked for work.',
      registers,
    }),
    requests: new Counter({
      name: 'unfold_http_requests_total',
      help: 'Answered requests, by method, route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
  }
}

/** More waiting runs than this are reported as this many. */
const MOST_WAITING = 10_000

/** `/metrics`; what is a state and no count is looked up when it is asked for. */
export function createMetricsRoute(
  metrics: Metrics,
  engine: { log: RunLog; lastBeatAt: () => number | null; now: () => number },
): Route {
  return defineRoute({
    method: 'GET',
    path: '/metrics',
    access: 'public',
    writes: false,
    summary: 'Prometheus metrics',
    run: async () => {
      const now = engine.now()
      const waiting = (await engine.log.stale(0, MOST_WAITING)).filter((run) => run.status === 'queued')
      const oldestAt = Math.min(now, ...waiting.map((run) => run.acceptedAt))
      metrics.queueDepth.set(waiting.length)
      metrics.queueOldestSeconds.set((now - oldestAt) / 1000)
      const beatAt = engine.lastBeatAt()
      if (beatAt !== null) metrics.workerBeatSeconds.set((now - beatAt) / 1000)
      return {
        status: 200,
        headers: { 'content-type': metrics.registry.contentType },
        text: await metrics.registry.metrics(),
      }
    },
  })
}
