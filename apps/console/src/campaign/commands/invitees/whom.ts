import { asked } from '../../../api/moment'
import { problemOf, unreachable } from '../../../api/problem'
import type { Schemas } from '../../../api/client'

/** Where those who are invited come from. */
export const whoms = ['list', 'targeted', 'silent'] as const
export type Whom = (typeof whoms)[number]

type Person = Pick<Schemas['PresentedParticipant'], 'customer' | 'groups' | 'at' | 'answer'>

/** Whether somebody of a group was not invited yet, or was and did not answer. */
export const isOne = ({ groups, at, answer }: Person, group: string, whom: Whom): boolean =>
  groups.includes(group) &&
  (whom === 'targeted' ? at['invited'] === undefined : at['invited'] !== undefined && answer === undefined)

/** Looks through the people of a campaign, line by line as they come. @throws Problem */
export async function peopleOf(campaign: string, group: string, whom: Whom): Promise<readonly string[]> {
  const response = await fetch(asked(`/v1/campaigns/${campaign}/participants`), {
    headers: { accept: 'application/x-ndjson' },
  }).catch(() => {
    throw unreachable()
  })
  if (!response.ok || !response.body) throw problemOf(response, await response.json().catch(() => undefined))
  const found: string[] = []
  for await (const line of linesOf(response.body)) {
    const person = JSON.parse(line) as Person
    if (isOne(person, group, whom)) found.push(person.customer)
  }
  return found
}

/** The lines of a text that comes in pieces, without those that are empty. */
export async function* linesOf(pieces: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = pieces.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let more = true; more;) {
    const { done, value } = await reader.read()
    more = !done
    const lines = (rest + decoder.decode(value, { stream: more })).split('\n')
    rest = more ? lines.pop()! : ''
    for (const line of lines) if (line.trim() !== '') yield line
  }
}
