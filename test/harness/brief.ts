import { type RecordedRequest, textOf } from 'unfold/testing'

/** The brief that the scripted model was sent: what a real one reads as data. */
export function readBrief(request: RecordedRequest): unknown {
  const text = textOf(request.body.messages.at(-1))
  return JSON.parse(/<brief>\n(.*)\n<\/brief>/s.exec(text)![1]!)
}
