/** One figure under the policy in force and, in order, under each of the others; undefined where it has none there. */
export interface Compared {
  readonly id: string
  readonly label: string
  readonly figures: readonly (number | undefined)[]
}

/** Where one of the others differs most from what is in force, by their ratio; nothing where none differs. */
export function widest(rows: readonly Compared[]): { readonly row: Compared; readonly other: number } | undefined {
  const differences = rows.flatMap((row) => {
    const [inForce, ...others] = row.figures
    return others.flatMap((figure, at) =>
      inForce === undefined || figure === undefined || figure === inForce
        ? []
        : [{ row, other: at + 1, by: Math.abs(figure - inForce) / Math.max(Math.abs(inForce), Math.abs(figure)) }],
    )
  })
  return differences.toSorted((one, another) => another.by - one.by)[0]
}
