import type { Cursor } from '../protocol/index.ts'
import { hasFrame, START } from '../protocol/index.ts'

const FIRST_BLOCK_BYTES = 4 * 1024
/** Also the size of the largest slice that a reader is given at once, a single larger frame apart. */
const BLOCK_BYTES = 256 * 1024

/**
 * Contiguous bytes, whole frames only. Bytes below `fill` never move and never change, because sockets may still be
 * writing from them.
 */
class Block {
  readonly start: number
  readonly bytes: Buffer
  fill = 0
  readonly seqs: number[] = []
  readonly frames: number[] = []
  readonly ends: number[] = []

  constructor(start: number, size: number) {
    this.start = start
    this.bytes = Buffer.allocUnsafeSlow(size)
  }

  get end(): number {
    return this.start + this.fill
  }
}

/**
 * The ready-made SSE bytes of one run in one dialect, with the place of every frame. Offsets count from the run's first
 * byte and stay valid when the head is dropped. Blocks instead of one growing buffer: growth copies nothing, and a
 * reader whose socket is stuck pins the one block that it was given, not a whole generation of the buffer.
 */
export class FrameBuffer {
  readonly #blocks: Block[] = []
  readonly #blockBytes: number
  #bytes = 0
  #end = 0
  /** Position of the newest frame that was dropped: readers behind it are not served from here. */
  #floor: Cursor = START
  #slice: { from: number; end: number; bytes: Buffer } | null = null

  /** `maxBytes` is what the owner means to keep: blocks are a small part of it, so that a head can be dropped. */
  constructor(maxBytes: number) {
    this.#blockBytes = Math.min(BLOCK_BYTES, Math.ceil(maxBytes / 4))
  }

  /** Offset behind the newest frame. */
  get end(): number {
    return this.#end
  }

  /** Bytes allocated. */
  get bytes(): number {
    return this.#bytes
  }

  /** Offset behind the oldest block, which `dropHead` would give up; null when there is only the newest. */
  get headEnd(): number | null {
    return this.#blocks.length > 1 ? this.#blocks[0]!.end : null
  }

  append(text: string, seq: number, frame: number): void {
    let block = this.#blocks.at(-1)
    // Three bytes per UTF-16 unit is the most that UTF-8 takes: the exact count is needed only near a block's end.
    if (!block || block.bytes.length - block.fill < text.length * 3) {
      const length = Buffer.byteLength(text)
      if (!block || block.bytes.length - block.fill < length) block = this.#grow(length)
    }
    const written = block.bytes.write(text, block.fill)
    block.fill += written
    this.#end += written
    block.seqs.push(seq)
    block.frames.push(frame)
    block.ends.push(block.fill)
  }

  /** The bytes from an offset to the end of its block; readers at the same place are given the same object. */
  slice(from: number): Buffer {
    const last = this.#slice
    if (last?.from === from && last.end === this.#end) return last.bytes
    const block = this.#blocks.findLast((b) => b.start <= from)!
    const bytes = block.bytes.subarray(from - block.start, block.fill)
    this.#slice = { from, end: this.#end, bytes }
    return bytes
  }

  /** Where the first frame behind the cursor stands, or will stand; null when it was dropped. */
  offsetAfter(cursor: Cursor): number | null {
    if (!hasFrame(cursor, this.#floor.seq, this.#floor.frame ?? 0)) return null
    // The newest block that begins with a frame which the cursor has, else the oldest one.
    const block =
      this.#blocks.findLast((b) => b.ends.length > 0 && hasFrame(cursor, b.seqs[0]!, b.frames[0]!)) ??
      this.#blocks[0]
    if (!block) return this.#end
    const had = countWhile(block.ends.length, (i) => hasFrame(cursor, block.seqs[i]!, block.frames[i]!))
    return block.start + (had === 0 ? 0 : block.ends[had - 1]!)
  }

  /** The position of a reader that has everything up to an offset, which is always the end of a frame. */
  cursorAt(offset: number): Cursor {
    const block = this.#blocks.findLast((b) => b.start < offset)
    if (!block) return this.#floor
    const index = countWhile(block.ends.length, (i) => block.start + block.ends[i]! <= offset) - 1
    return { seq: block.seqs[index]!, frame: block.frames[index]! }
  }

  dropHead(): void {
    const block = this.#blocks.shift()!
    this.#bytes -= block.bytes.length
    this.#floor = { seq: block.seqs.at(-1)!, frame: block.frames.at(-1)! }
    this.#slice = null
  }

  #grow(length: number): Block {
    const twice = (this.#blocks.at(-1)?.bytes.length ?? FIRST_BLOCK_BYTES / 2) * 2
    const size = Math.min(this.#blockBytes, twice)
    const block = new Block(this.#end, Math.max(size, length))
    this.#blocks.push(block)
    this.#bytes += block.bytes.length
    return block
  }
}

/** How many leading indices satisfy a condition that holds up to some index and never after it. */
function countWhile(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
