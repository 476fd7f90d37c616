import { NativeSelect } from '@mantine/core'
import { texts } from '../../texts'
import { Left } from './left'
import { kindOf, restOf, subjectOf } from './subject'
import type { SubjectKind } from './subject'

const words = texts.timeline

interface Props {
  readonly subject: string | undefined
  readonly kinds: readonly SubjectKind[]
  readonly onSubject: (subject: string | undefined) => void
}

/** Of what: its kind, and which one. */
export function SubjectFields({ subject, kinds, onSubject }: Props) {
  const kind = kindOf(subject)
  return (
    <>
      <NativeSelect
        label={words.of}
        data={kinds.map((value) => ({ value, label: words.subjects[value] }))}
        value={kind}
        onChange={({ currentTarget: { value } }) => onSubject(subjectOf(value as SubjectKind, ''))}
      />
      {kind !== 'log' && (
        <Left label={words.rests[kind]} value={restOf(subject)} onLeft={(rest) => onSubject(subjectOf(kind, rest))} />
      )}
    </>
  )
}
