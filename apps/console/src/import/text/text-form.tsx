import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { SubmitEvent } from 'react'
import { save } from '../../api/download'
import { Problem } from '../../api/problem'
import { Card } from '../../shared/card'
import { Shown } from '../../shared/shown'
import { Loading } from '../../shared/states'
import { imports } from '../../texts/imports'
import type { Manifest } from '../manifest'
import { FirstRows } from '../mapping/file-card'
import { guessed } from '../mapping/guess'
import { habits } from '../mapping/habits'
import { mappingOf } from '../mapping/mapping'
import { ReadCard } from '../mapping/read-card'
import type { SayingProps } from '../mapping/saying'
import { StartBar } from '../mapping/start-bar'
import { useMapping } from '../mapping/use-mapping'
import { usePreview } from '../use-imports'
import { parsed, placed, textOf } from './manifest-yaml'
import type { Parsed, Wrong } from './manifest-yaml'

const words = imports.text
const LONGEST = 262_144

interface Props extends SayingProps {
  /** What was tried before, or what another upload was imported with. */
  readonly before: Manifest | undefined
  /** Choosing instead of writing. */
  readonly onForm: () => void
}

/** The manifest as a text, for all that cannot be chosen. */
export default function TextForm({ upload, kept, keep, error, isStarting, isBusy, onStart, before, onForm }: Props) {
  const { manifest: chosen, preview } = useMapping(upload, kept)
  const fresh = usePreview(upload.import, {})
  const [tried, setTried] = useState(false)
  const [tooLong, setTooLong] = useState(false)
  const text = kept?.text ?? textFor(before, chosen, upload.name)
  const said = useMemo(() => parsed(text ?? '', words.noMap), [text])
  if (text === undefined)
    return (
      <Shown of={preview} lines={10}>
        {() => undefined}
      </Shown>
    )

  const write = (next: string) => {
    const mapping = mappingIn(parsed(next, words.noMap))
    keep({ text: next, ...(mapping ? { mapping } : {}), untried: true })
  }
  const take = async (file: File | null) => {
    setTooLong(file !== null && file.size > LONGEST)
    if (file !== null && file.size <= LONGEST) write(await file.text())
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    // What is not whole is sent as well: the service says what is missing, and where.
    if ('said' in said) onStart(said.said as Manifest)
  }
  const refused = error instanceof Problem ? placed(text, error.errors) : []
  const wrong = 'wrong' in said ? (tried ? said.wrong : []) : refused
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <div className="wide-parts">
          <Card title={words.title}>
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {words.about}
              </Text>
              <Textarea
                label={words.label}
                error={tooLong && words.tooLong}
                value={text}
                onChange={(event) => write(event.currentTarget.value)}
                autosize
                minRows={12}
                maxRows={40}
                spellCheck={false}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                maxLength={LONGEST}
              />
              <Group gap="xs" className="no-print">
                <Button
                  variant="default"
                  leftSection={<IconDownload size={16} />}
                  onClick={() => save(new Blob([text]), `${upload.name.replace(/\..*$/, '')}.yaml`)}
                >
                  {words.download}
                </Button>
                <FileButton accept=".yaml,.yml,.json" onChange={(file) => void take(file)}>
                  {(button) => (
                    <Button {...button} variant="default">
                      {words.upload}
                    </Button>
                  )}
                </FileButton>
              </Group>
              {mappingIn(said) === undefined && (
                <Group gap="xs">
                  <Text size="sm" c="dimmed">
                    {words.only}
                  </Text>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    disabled={!fresh.data}
                    onClick={() => {
                      keep({ mapping: guessed(fresh.data!, upload.name, habits()), untried: true })
                      onForm()
                    }}
                  >
                    {words.backToForm}
                  </Button>
                </Group>
              )}
              {(wrong.length > 0 || error) && <WrongThings wrong={wrong} error={error} />}
            </Stack>
          </Card>
          {'manifest' in said && said.manifest && <Look upload={upload.import} manifest={said.manifest} />}
        </div>
        <StartBar open={'wrong' in said ? said.wrong.length : 0} isBusy={isBusy} isStarting={isStarting} />
      </Stack>
    </form>
  )
}

const mappingIn = (said: Parsed) => ('manifest' in said && said.manifest ? mappingOf(said.manifest) : undefined)

function textFor(before: Manifest | undefined, chosen: Manifest | undefined, path: string): string | undefined {
  const manifest = before !== undefined && mappingOf(before) === undefined ? before : chosen
  return manifest && textOf(manifest, path)
}

/** The first rows, as the text has them read. */
function Look({ upload, manifest }: { readonly upload: string; readonly manifest: Manifest }) {
  const {
    format = 'csv',
    separator = ',',
    quote = '"',
    encoding = 'utf-8',
    columns,
    header = !columns,
  } = manifest.files[0]!
  const preview = usePreview(upload, { format, separator, quote, encoding, header, ...(columns ? { columns } : {}) })
  if (preview.isError) return <Alert color="red">{preview.error.message}</Alert>
  if (!preview.data) return <Loading />
  return (
    <Stack gap="lg">
      <ReadCard manifest={manifest} found={preview.data} />
      <Card title={imports.file.title}>
        <FirstRows found={preview.data} />
      </Card>
    </Stack>
  )
}

function WrongThings({ wrong, error }: { readonly wrong: readonly Wrong[]; readonly error: Error | null }) {
  return (
    <Alert color="red" role="alert" title={words.wrong}>
      {wrong.length === 0 && error?.message}
      {wrong.map(({ line, column, message }, at) => (
        <div key={at}>
          {line !== undefined && <strong>{words.at(line, column ?? 1)}: </strong>}
          {message}
        </div>
      ))}
    </Alert>
  )
}
