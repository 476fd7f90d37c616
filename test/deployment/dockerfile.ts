import { readFileSync } from 'node:fs'
import { DockerfileParser } from 'dockerfile-ast'
import type { Instruction } from 'dockerfile-ast'

export interface Copied {
  /** The stage that it comes from; the repository where there is none. */
  readonly from?: string
  readonly sources: readonly string[]
  readonly target: string
}

/** A stage of the Dockerfile, with what the tests ask of it. */
export interface Stage {
  readonly name?: string
  readonly base: string
  readonly copied: readonly Copied[]
  readonly environment: Readonly<Record<string, string>>
  /** Instructions in order, such as `USER node`. */
  readonly lines: readonly string[]
  /** The arguments of an instruction; undefined where it is not there. */
  argumentsOf(keyword: string): string | undefined
  /** The program and arguments of an instruction in exec form; undefined where a shell would stand between. */
  programOf(keyword: string): readonly string[] | undefined
}

/** The stages of the Dockerfile in order; the last one is the image. */
export function readDockerfile(): readonly Stage[] {
  const dockerfile = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'))
  const starts = dockerfile.getFROMs()
  return starts.map((start, at) => {
    const [first, end] = [start, starts[at + 1]].map((one) => one?.getRange().start.line ?? Infinity)
    const inside = ({ line }: { line: number }) => line >= first! && line < end!
    const stageOf = <T extends Instruction>(all: readonly T[]) => all.filter((one) => inside(one.getRange().start))
    const instructions = stageOf(dockerfile.getInstructions())
    const argumentsOf = (keyword: string) =>
      instructions.findLast((one) => one.getKeyword() === keyword)?.getArgumentsContent() ?? undefined
    const name = start.getBuildStage()
    return {
      ...(name === null ? {} : { name }),
      base: start.getImage() ?? '',
      copied: stageOf(dockerfile.getCOPYs()).map((copy) => {
        const from = copy.getFromFlag()?.getValue()
        const paths = copy.getArguments().map((one) => one.getValue())
        return { ...(from ? { from } : {}), sources: paths.slice(0, -1), target: paths.at(-1)! }
      }),
      environment: Object.fromEntries(
        stageOf(dockerfile.getENVs()).flatMap((env) =>
          env.getProperties().map((property) => [property.getName(), property.getValue() ?? '']),
        ),
      ),
      lines: instructions.map((one) => `${one.getKeyword()} ${one.getArgumentsContent()}`),
      argumentsOf,
      programOf: (keyword) => {
        const [list] = /\[.*\]$/s.exec(argumentsOf(keyword) ?? '') ?? []
        return list === undefined ? undefined : (JSON.parse(list) as string[])
      },
    }
  })
}
