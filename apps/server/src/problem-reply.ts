import type { FastifyError, FastifyReply } from 'fastify'
import { UnfoldError } from 'unfold/protocol'
import { type Reply, replyFromError } from 'unfold/server'

/** Everything that a request can run into, as the one error class; an unknown error says nothing of its inside. */
export function unfoldErrorFrom(error: unknown): UnfoldError {
  if (error instanceof UnfoldError) return error
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>
  if (code === 'FST_ERR_BAD_URL') {
    return new UnfoldError('BAD_REQUEST', 'The address of the request is not readable.', { cause: error })
  }
  switch (statusCode) {
    case 400:
      return new UnfoldError('BAD_REQUEST', 'The body of the request is not readable JSON.', { cause: error })
    case 403:
    case 404:
    case 414:
      // A folder, a hidden file, a path that climbs: the file server forbids what for everybody else is not there. And
      // no id is as long as the router's bound.
      return new UnfoldError('NOT_FOUND', 'There is nothing here.', { cause: error })
    case 413:
      return new UnfoldError('PAYLOAD_TOO_LARGE', 'The body of the request is too large.', { cause: error })
    case 415:
      return new UnfoldError('UNSUPPORTED_MEDIA_TYPE', 'A body of this media type cannot be taken here.', {
        cause: error,
      })
    default:
      return new UnfoldError('INTERNAL', 'Something went wrong on the server.', { cause: error })
  }
}

export function sendProblem(reply: FastifyReply, error: UnfoldError): FastifyReply {
  if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer')
  return sendReply(reply, replyFromError(error))
}

export function sendReply(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  return reply
    .code(status)
    .headers(headers ?? {})
    .send(JSON.stringify(body))
}
