import { Alert, Stack } from '@mantine/core'
import { useRef, useState } from 'react'
import type { SubmitEvent } from 'react'
import { messageAt, Problem } from '../../api/problem'
import { Shown } from '../../shared/shown'
import { FieldsCard } from './fields-card'
import { FileCard } from './file-card'
import { ofKind } from './guess'
import { KindCard } from './kind-card'
import type { Mapping } from './mapping'
import { OriginCard } from './origin-card'
import { ReadCard } from './read-card'
import { KEYS, refusalsOf } from './refusals'
import type { SayingProps } from './saying'
import { StartBar } from './start-bar'
import { useMapping } from './use-mapping'
import { WhichCard } from './which-card'
import { WrittenCard } from './written-card'

/** What the columns hold, chosen; beside it how the first rows are read. */
export function Choosing({ upload, kept, keep, error, isStarting, isBusy, onStart }: SayingProps) {
  const { preview, form: said, found, mapping, manifest } = useMapping(upload, kept)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  if (!mapping) return <Shown of={preview}>{() => undefined}</Shown>

  const set = (next: Partial<Mapping>) => keep({ ...kept, mapping: { ...mapping, ...next }, untried: true })
  const refusals = refusalsOf(mapping, found.columns)
  const open = Object.keys(refusals).length
  const wrong = (place: string) =>
    (tried ? refusals[place] : undefined) ??
    messageAt(error, place) ??
    (place === KEYS ? messageAt(error, KEYS.replace('identity', 'group')) : undefined)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (open === 0) onStart(manifest)
    // Once it is drawn, whoever pressed Enter is at the first thing that is missing.
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-missing]')?.focus())
  }
  const shared = { mapping, found, set, wrong }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        {error && (
          <Alert color="red" role="alert">
            {error.message}
            {elsewhere(error).map((message) => (
              <div key={message}>{message}</div>
            ))}
          </Alert>
        )}
        <div className="wide-parts">
          <Stack gap="lg">
            <FileCard
              found={found}
              said={said}
              onForm={(next) => keep({ ...kept, form: next, untried: true })}
              error={preview.error}
            />
            <KindCard
              kind={mapping.rows}
              onKind={(kind) => {
                const { source, zone, currency, fields, written } = mapping
                const other = ofKind(kind, found, { source, zone, currency })
                const both = Object.entries(fields).filter(([name]) => name in other.fields)
                set({ ...other, fields: { ...other.fields, ...Object.fromEntries(both) }, written })
              }}
            />
            <FieldsCard {...shared} />
            <WhichCard {...shared} />
            <WrittenCard {...shared} />
            <OriginCard {...shared} />
          </Stack>
          <ReadCard manifest={manifest} found={found} />
        </div>
        <StartBar open={open} isBusy={isBusy} isStarting={isStarting} />
      </Stack>
    </form>
  )
}

/** Places that stand on the screen, with what is wrong at each. */
const SHOWN = /^(source|zone|currency|formats\.|files\.0\.(fields\.|identity|group))/

/** What the service says of places that are not on the screen. */
const elsewhere = (error: Error): readonly string[] =>
  error instanceof Problem ? error.errors.filter(({ field }) => !SHOWN.test(field)).map(({ message }) => message) : []
