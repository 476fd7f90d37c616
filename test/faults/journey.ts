import type { Stack } from './stacks/stack.js'

export interface Circumstances {
  readonly seed: string
  readonly rounds: number
  readonly stack: Stack
  /** Says how far it is; the line before is overwritten on a terminal. */
  progress(text: string): void
}

export interface Outcome {
  /** Lines for the summary: what was done, what was acknowledged. */
  readonly told: readonly string[]
  /** What went wrong; empty where the service stood it. */
  readonly found: readonly string[]
}

/** One kind of fault, brought about and looked at from the outside. */
export interface Journey {
  readonly name: string
  /** One line for `--help`. */
  readonly about: string
  run(circumstances: Circumstances): Promise<Outcome>
}

/** It cannot be tried on this machine; the message says why. */
export class CannotTry extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CannotTry'
  }
}
