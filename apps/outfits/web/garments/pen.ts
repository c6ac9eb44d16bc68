import type { Item } from '../../shared/index.ts'
import { type Palette, paletteOf } from './palette.ts'
import { patternTile } from './pattern-fill.ts'

const OUTLINE = 3
const SEAM = 2

/** Draws one garment: every piece of cloth with the same line, the same corners and the same few tones. */
export class Pen {
  readonly palette: Palette
  readonly #drawn: string[] = []
  readonly #patternId: string
  readonly #tile: string

  constructor(item: Item) {
    this.palette = paletteOf(item)
    // Ids are global in a page of many drawings.
    this.#patternId = `cloth-${item.id.replace(/[^\w-]/g, '_')}`
    this.#tile = patternTile(item.pattern, this.#patternId, this.palette)
  }

  /** Cloth in the piece's own colour and pattern. */
  cloth(d: string): this {
    this.#fill(d, this.palette.base)
    if (this.#tile) this.#fill(d, `url(#${this.#patternId})`)
    return this.#stroke(d, OUTLINE)
  }

  /** A plain part in one of the tones. */
  part(d: string, tone: keyof Palette = 'tint'): this {
    this.#fill(d, this.palette[tone])
    return this.#stroke(d, OUTLINE)
  }

  /** The inside of an opening: no outline of its own. */
  inside(d: string): this {
    this.#fill(d, this.palette.shade)
    return this
  }

  seam(d: string): this {
    return this.#stroke(d, SEAM)
  }

  /** Folds, ribs, quilting: quieter than a seam. */
  fold(d: string): this {
    return this.#stroke(d, SEAM, 0.5)
  }

  strap(d: string, width: number): this {
    this.#stroke(d, width + OUTLINE)
    this.#drawn.push(
      `<path d="${d}" fill="none" stroke="${this.palette.base}" stroke-width="${width - OUTLINE / 2}"/>`,
    )
    return this
  }

  dot(x: number, y: number, radius: number, tone: keyof Palette = 'ink'): this {
    this.#drawn.push(`<circle cx="${x}" cy="${y}" r="${radius}" fill="${this.palette[tone]}"/>`)
    return this
  }

  /** Anything else, in the tones of the palette. */
  raw(svg: string): this {
    this.#drawn.push(svg)
    return this
  }

  /** Definitions and strokes together. */
  toString(): string {
    const defs = this.#tile ? `<defs>${this.#tile}</defs>` : ''
    return `${defs}<g stroke-linejoin="round" stroke-linecap="round">${this.#drawn.join('')}</g>`
  }

  #fill(d: string, fill: string): void {
    this.#drawn.push(`<path d="${d}" fill="${fill}"/>`)
  }

  #stroke(d: string, width: number, opacity = 1): this {
    const faint = opacity < 1 ? ` opacity="${opacity}"` : ''
    this.#drawn.push(
      `<path d="${d}" fill="none" stroke="${this.palette.ink}" stroke-width="${width}"${faint}/>`,
    )
    return this
  }
}
