/** A line to a point, or a cubic curve through two control points to it; absolute, right of the middle. */
export type Step = readonly [number, number] | readonly [number, number, number, number, number, number]

/** The canvas is 200 by 200, and garments stand on its middle line. */
export const MIDDLE = 100

/**
 * A closed, symmetric outline from its right half: from `start` on the middle line around the right side back to the
 * middle line. Drawing half of it keeps both sides alike to the last pixel.
 */
export function symmetric(start: readonly [number, number], steps: readonly Step[]): string {
  const right = steps.map(commandOf)
  const points = [start, ...steps.map(endOf)]
  const left = steps
    .map((step, i) => backwards(step, points[i]!))
    .toReversed()
    .map(commandOf)
  return `M${start.join(' ')} ${right.join(' ')} ${left.join(' ')} Z`
}

/** A path and its mirror image; `d` in absolute commands (M L H V C Q Z). */
export function bothSides(d: string): string {
  const mirrored = d.replace(/([MLHVCQZ])([^MLHVCQZ]*)/g, (_, command: string, rest: string) => {
    const flipped = (rest.match(/-?\d+(\.\d+)?/g) ?? []).map((number, i) =>
      command === 'H' || (command !== 'V' && i % 2 === 0) ? 2 * MIDDLE - Number(number) : number,
    )
    return `${command}${flipped.join(' ')} `
  })
  return `${d} ${mirrored}`
}

function endOf(step: Step): readonly [number, number] {
  return [step.at(-2)!, step.at(-1)!]
}

function commandOf(step: Step): string {
  return `${step.length === 2 ? 'L' : 'C'}${step.join(' ')}`
}

/** The step mirrored and walked the other way, to where it came from. */
function backwards(step: Step, from: readonly [number, number]): Step {
  const flip = (x: number) => 2 * MIDDLE - x
  if (step.length === 2) return [flip(from[0]), from[1]]
  return [flip(step[2]), step[3], flip(step[0]), step[1], flip(from[0]), from[1]]
}
