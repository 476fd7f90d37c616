/** Something in a manifest that cannot be, and where. */
export interface Problem {
  /** Where in its text; both begin at 1. Missing where there is no text, or no place in it. */
  readonly line?: number
  readonly column?: number
  /** From the root of the manifest down to the value, or to where it is missing. */
  readonly path: Path
  readonly message: string
}

/** Names and indexes from the root of the manifest down to a value. */
export type Path = readonly (string | number)[]

/** Knows where the values of a manifest stand. */
export interface Places {
  /** A problem with the value at a path; with its name, where the problem is that it stands there at all, or does not. */
  problem(path: Path, message: string, name?: string): Problem
}

/** Of a manifest that never was a text: paths say all. */
export const noText: Places = {
  problem: (path, message, name) => ({ path: name === undefined ? path : [...path, name], message }),
}
