/** Where spans go. */
export interface TraceTarget {
  url: string
  headers: Record<string, string>
  serviceName: string
  /** Whether prompts and answers go there too. */
  content: boolean
}

interface TraceSettings {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined
  OTEL_EXPORTER_OTLP_HEADERS?: string | undefined
  OTEL_SERVICE_NAME: string
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: boolean
  LANGSMITH_TRACING: boolean
  LANGSMITH_API_KEY?: string | undefined
  LANGSMITH_PROJECT?: string | undefined
  LANGSMITH_ENDPOINT: string
}

/**
 * An OTLP collector where one is named; else LangSmith where its own variables switch it on; else nothing is traced.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/ gives the path below the endpoint and the form of the headers.
 */
export function chooseTraceTarget(settings: TraceSettings): TraceTarget | null | { mistake: string } {
  const common = {
    serviceName: settings.OTEL_SERVICE_NAME,
    content: settings.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT,
  }
  if (settings.OTEL_EXPORTER_OTLP_ENDPOINT) {
    const headers = parseHeaders(settings.OTEL_EXPORTER_OTLP_HEADERS ?? '')
    if (headers === null)
      return { mistake: 'OTEL_EXPORTER_OTLP_HEADERS must be name=value pairs, separated by commas.' }
    return { ...common, url: tracesUrl(settings.OTEL_EXPORTER_OTLP_ENDPOINT), headers }
  }
  if (!settings.LANGSMITH_TRACING) return null
  if (!settings.LANGSMITH_API_KEY) return { mistake: 'LANGSMITH_TRACING needs LANGSMITH_API_KEY beside it.' }
  return {
    ...common,
    url: tracesUrl(`${settings.LANGSMITH_ENDPOINT.replace(/\/*$/, '')}/otel`),
    headers: {
      'x-api-key': settings.LANGSMITH_API_KEY,
      'Langsmith-Project': settings.LANGSMITH_PROJECT ?? 'default',
    },
  }
}

function tracesUrl(endpoint: string): string {
  return `${endpoint.replace(/\/*$/, '')}/v1/traces`
}

/** Values are percent-encoded, as in W3C baggage. */
function parseHeaders(text: string): Record<string, string> | null {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '')
  const headers: Record<string, string> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at <= 0) return null
    try {
      headers[pair.slice(0, at).trim()] = decodeURIComponent(pair.slice(at + 1).trim())
    } catch {
      return null
    }
  }
  return headers
}
