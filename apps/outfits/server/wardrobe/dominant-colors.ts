import { converter, formatHex, type Oklab } from 'culori'
import { type Color, colorNameFromHex } from '../../shared/index.ts'

/** Straight (not premultiplied) RGBA bytes, row by row. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
}

interface Point {
  l: number
  a: number
  b: number
}
interface Cluster extends Point {
  count: number
}

const CLUSTERS = 6
const ROUNDS = 12
/** Distances in OKLab: 0.02 is just seen, 0.06 is "the same colour in shade", 0.1 is another colour. */
const SAME_COLOR = 0.07
const BACKGROUND_SPREAD = 0.08
/** A smaller part of a garment is a button or a shadow. */
const LEAST_SHARE = 0.08
const MOST_COLORS = 3

/**
 * The colours of what a picture shows, main one first. The same pixels always give the same answer. Where the rim is of
 * one colour it is taken for the background and left out; transparent pixels never count.
 */
export function computeDominantColors(pixels: Pixels): Color[] {
  const all = pointsFromPixels(pixels)
  const seen = all.filter((point) => point !== null)
  if (seen.length === 0) return []
  const subject = withoutBackground(all, pixels) ?? seen
  const clusters = mergeClusters(computeClusters(subject))
  const large = clusters.filter(({ count }) => count >= subject.length * LEAST_SHARE)
  const colors: Color[] = []
  for (const { l, a, b } of large.length > 0 ? large : clusters.slice(0, 1)) {
    const hex = formatHex({ mode: 'oklab', l, a, b })
    const name = colorNameFromHex(hex)
    if (colors.length < MOST_COLORS && !colors.some((color) => color.name === name))
      colors.push({ hex, name })
  }
  return colors
}

const toOklab = converter('oklab')

/** Null where the picture is transparent. */
function pointsFromPixels({ data, width, height }: Pixels): (Point | null)[] {
  return Array.from({ length: width * height }, (_, i) => {
    const [r, g, b, alpha] = data.subarray(i * 4, i * 4 + 4) as unknown as [number, number, number, number]
    if (alpha < 128) return null
    const lab: Oklab = toOklab({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 })
    return { l: lab.l, a: lab.a, b: lab.b }
  })
}

/** Null when the rim is not of one colour, or nothing would be left. */
function withoutBackground(all: readonly (Point | null)[], { width, height }: Pixels): Point[] | null {
  const rim = all.filter((point, i): point is Point => {
    const [x, y] = [i % width, Math.floor(i / width)]
    return point !== null && (x < 2 || y < 2 || x >= width - 2 || y >= height - 2)
  })
  if (rim.length === 0) return null
  const middle = meanOf(rim)
  const near = rim.filter((point) => distance(point, middle) < BACKGROUND_SPREAD).length
  if (near < rim.length * 0.85) return null
  const subject = all.filter(
    (point): point is Point => point !== null && distance(point, middle) >= BACKGROUND_SPREAD,
  )
  // A white shirt on a white wall: better the wall's colour than that of a button.
  return subject.length >= all.length * 0.05 ? subject : null
}

/** k-means from the points that lie farthest apart: no chance in it. */
function computeClusters(points: readonly Point[]): Cluster[] {
  let centers: Point[] = [meanOf(points)]
  while (centers.length < CLUSTERS) {
    const farthest = maxBy(points, (point) => distance(point, nearest(point, centers)))
    if (distance(farthest, nearest(farthest, centers)) < SAME_COLOR / 2) break
    centers.push(farthest)
  }
  let groups: Point[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    groups = centers.map(() => [])
    for (const point of points) groups[centers.indexOf(nearest(point, centers))]!.push(point)
    groups = groups.filter((group) => group.length > 0)
    centers = groups.map(meanOf)
  }
  return groups.map((group) => ({ ...meanOf(group), count: group.length }))
}

/** Light and shade of one cloth are one colour. Largest first. */
function mergeClusters(clusters: readonly Cluster[]): Cluster[] {
  const merged: Cluster[] = []
  for (const cluster of clusters.toSorted((a, b) => b.count - a.count)) {
    const same = merged.find((one) => distance(one, cluster) < SAME_COLOR)
    if (!same) merged.push({ ...cluster })
    else same.count += cluster.count
  }
  return merged.toSorted((a, b) => b.count - a.count)
}

function meanOf(points: readonly Point[]): Point {
  const sum = { l: 0, a: 0, b: 0 }
  for (const { l, a, b } of points) {
    sum.l += l
    sum.a += a
    sum.b += b
  }
  return { l: sum.l / points.length, a: sum.a / points.length, b: sum.b / points.length }
}

function nearest(point: Point, centers: readonly Point[]): Point {
  return maxBy(centers, (center) => -distance(point, center))
}

function maxBy(points: readonly Point[], value: (point: Point) => number): Point {
  let [best, most] = [points[0]!, -Infinity]
  for (const point of points) {
    const at = value(point)
    if (at > most) [best, most] = [point, at]
  }
  return best
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b)
}
