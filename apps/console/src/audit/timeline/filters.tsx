import { Checkbox, NativeSelect, SimpleGrid } from '@mantine/core'
import { Card } from '../../shared/card'
import { texts } from '../../texts'
import { localOf, momentAt } from '../../shared/moments'
import { Left } from './left'
import { kindOf, subjectKinds } from './subject'
import { SubjectFields } from './subject-fields'
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
      <SimpleGrid type="container" cols={{ base: 1, '480px': 2, '900px': 4 }} spacing="sm">
        <SubjectFields
          subject={subject}
          kinds={subjectKinds}
          onSubject={(next) => set({ subject: next, ...(kindOf(next) === kind ? {} : { with: undefined }) })}
        />
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
