/** One line of a file, its end cut off; or why it cannot be read. Numbers begin at 1. */
export interface Line {
  readonly number: number
  readonly text: string
  readonly problem?: { readonly code: string; readonly message: string }
}
