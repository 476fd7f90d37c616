import { Checkbox, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { Card } from '../../shared/card'
import { texts } from '../../texts'
import { localOf, momentAt } from '../../shared/moments'
import { kindOf, restOf, subjectKinds, subjectOf } from './subject'
import type { SubjectKind } from './subject'
import type { Wanted } from './use-history'

const words = texts.timeline

interface Props {
  readonly wanted: Wanted
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** Of what, by whom, when; each stands in the address. */
export function Filters({ wanted, set }: Props) {
  const { subject, who, type, recordedFrom, recordedTo, order } = wanted
  const kind = kindOf(subject)
  return (
    <Card>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        <NativeSelect
          label={words.of}
          data={subjectKinds.map((value) => ({ value, label: words.subjects[value] }))}
          value={kind}
          onChange={({ currentTarget: { value } }) =>
            set({ subject: subjectOf(value as SubjectKind, ''), with: undefined })
          }
        />
        {kind !== 'log' && (
          <Left
            label={words.rests[kind]}
            value={restOf(subject)}
            onLeft={(rest) => set({ subject: subjectOf(kind, rest) })}
          />
        )}
        <Left label={texts.common.who} value={who ?? ''} onLeft={(next) => set({ who: next })} />
        <Left
          label={words.type}
          placeholder={words.typeExample}
          value={type ?? ''}
          onLeft={(next) => set({ type: next.replaceAll(' ', '') })}
        />
        <Left
          label={words.from}
          type="datetime-local"
          value={localOf(recordedFrom)}
          onLeft={(next) => set({ recordedFrom: momentAt(next) })}
        />
        <Left
          label={words.to}
          type="datetime-local"
          value={localOf(recordedTo)}
          onLeft={(next) => set({ recordedTo: momentAt(next) })}
        />
        <NativeSelect
          label={words.order}
          data={[
            { value: 'newest', label: words.newest },
            { value: 'oldest', label: words.oldest },
          ]}
          value={order}
          onChange={({ currentTarget: { value } }) => set({ order: value === 'oldest' ? value : undefined })}
        />
      </SimpleGrid>
      {kind === 'campaign' && (
        <Checkbox
          mt="md"
          label={words.withParticipants}
          checked={wanted.with !== undefined}
          onChange={({ currentTarget: { checked } }) => set({ with: checked ? 'participants' : undefined })}
        />
      )}
    </Card>
  )
}

interface LeftProps {
  readonly label: string
  readonly value: string
  readonly type?: 'text' | 'datetime-local'
  readonly placeholder?: string
  readonly onLeft: (value: string) => void
}

/** A field that counts when it is left, or at Enter. */
const Left = ({ label, value, type = 'text', placeholder, onLeft }: LeftProps) => (
  <TextInput
    key={value}
    label={label}
    type={type}
    {...(type === 'text' ? {} : { step: 1 })}
    placeholder={placeholder}
    defaultValue={value}
    onBlur={({ currentTarget }) => currentTarget.value.trim() !== value && onLeft(currentTarget.value.trim())}
    onKeyDown={({ key, currentTarget }) => key === 'Enter' && onLeft(currentTarget.value.trim())}
  />
)
