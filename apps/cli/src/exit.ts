/** What a script can trust. `docs/reference/cli.md` is the table for people. */
export const exit = {
  ok: 0,
  /** Everything else went well, but some rows were not taken. */
  rejects: 1,
  /** What was verified is not sound. */
  unsound: 1,
  /** The command line, a setting, the manifest or a name in it is wrong; nothing was done. */
  usage: 2,
  /** The data folder or a store in it cannot be used. */
  store: 3,
  /** Stopped with Ctrl-C. */
  interrupted: 130,
} as const
export type ExitCode = (typeof exit)[keyof typeof exit]

/** A command cannot go on; `lines` say why and what to do. */
export class Failure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    readonly code: string,
    readonly lines: readonly string[],
    options?: ErrorOptions,
  ) {
    super(lines.join('\n'), options)
    this.name = 'Failure'
  }
}
