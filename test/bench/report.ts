import type { Line } from './row.js'

const WIDTH = 24

/** The lines as a table for people: a bar for each ratio, and where the goal lies on it. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.id,
    `${figure(line.value)} ${line.unit}`,
    figure(line.againstValue),
    figure(line.ratio),
    line.goal,
    line.memoryMb === undefined ? '' : `${line.memoryMb} MB`,
    line.met ? 'met' : 'MISSED',
    bar(line),
  ])
  const heads = ['id', 'value', 'against', 'ratio', 'goal', 'memory', '', '']
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]!.length)))
  const shown = [heads, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  )
  const notes = lines.flatMap(({ id, note }) => (note === undefined ? [] : [`${id}: ${note}`]))
  return [...shown, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')
}

/** The ratio as a bar; `|` marks the goal, at half of the width. */
function bar({ ratio, goal }: Line): string {
  const wanted = Number(/[\d.]+/.exec(goal)?.[0])
  const filled = Math.min(WIDTH, Math.round((ratio / wanted) * (WIDTH / 2)))
  const cells = Array.from({ length: WIDTH }, (_, at) => (at < filled ? '█' : '·'))
  return [...cells.slice(0, WIDTH / 2), '|', ...cells.slice(WIDTH / 2)].join('')
}

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))
