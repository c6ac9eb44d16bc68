/** What a table hands back: printed as Markdown, so that it can be pasted as it is. */
export interface Report {
  title: string
  /** How to read the figures: what is included, what is not. */
  about: string
  rows: Record<string, string | number>[]
  goals: Goal[]
  neighbours: string
  raw: unknown
}

export interface Goal {
  text: string
  /** What was measured, in the goal's own words. */
  measured: string
  met: boolean
}

export function textFromReport({ title, about, rows, goals, neighbours }: Report): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  return [
    `## ${title}`,
    '',
    about,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
    '',
    neighbours,
    '',
    ...goals.map((goal) => `- ${goal.met ? 'pass' : 'miss'}: ${goal.text}. Measured: ${goal.measured}.`),
    '',
  ].join('\n')
}

/** Three significant digits read better than a fixed number of decimals over four orders of magnitude. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return Number(value.toPrecision(3)).toString()
}
