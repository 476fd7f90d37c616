import { Alert, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { percent } from '../../shared/format'
import { imports } from '../../texts/imports'
import { size } from '../size'
import { useImports } from '../use-imports'
import type { Upload } from '../use-imports'
import classes from './drop.module.css'
import { accepted } from './file-kind'
import { useUpload } from './use-upload'
import type { Uploading } from './use-upload'

const words = imports.drop

interface Props {
  readonly label?: string
  readonly onDone: (upload: Upload) => void
}

/** A file is dropped here, or chosen with the button; then how far it has come, and what became of it. */
export function Drop({ label = words.choose, onDone }: Props) {
  const largest = useImports().data?.pages[0]?.largest
  const { uploading, start, send, cancel } = useUpload(largest, onDone)
  const [over, setOver] = useState(false)
  const forget = useRef<() => void>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (uploading.is !== 'sending') void start([...event.dataTransfer.files])
  }
  return (
    <div
      className={classes['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {uploading.is === 'sending' ? (
        <Sending uploading={uploading} onCancel={cancel} />
      ) : (
        <Stack gap="sm" align="center" ta="center">
          <IconFileUpload size={32} stroke={1.4} aria-hidden />
          <div>
            <Text fw={600} visibleFrom="sm">
              {words.here}
            </Text>
            <Text size="sm" c="dimmed">
              {words.about} {largest !== undefined && words.largest(size(largest))}
            </Text>
          </div>
          {uploading.is === 'refused' && (
            <Alert color="red" role="alert" ta="left">
              {uploading.why}
            </Alert>
          )}
          {uploading.is === 'idle' && uploading.said !== undefined && (
            <Text size="sm" role="status">
              {uploading.said}
            </Text>
          )}
          <Group gap="xs" justify="center">
            {uploading.is === 'refused' && uploading.again && (
              <Button onClick={() => void send(uploading.again!)}>{words.again}</Button>
            )}
            <FileButton
              accept={accepted}
              resetRef={forget}
              onChange={(file) => {
                // The same file can be chosen again, once it was mended.
                forget.current?.()
                void start(file ? [file] : [])
              }}
            >
              {(button) => (
                <Button {...button} variant={uploading.is === 'refused' ? 'default' : 'filled'}>
                  {label}
                </Button>
              )}
            </FileButton>
          </Group>
        </Stack>
      )}
    </div>
  )
}

interface SendingProps {
  readonly uploading: Uploading & { is: 'sending' }
  readonly onCancel: () => void
}

function Sending({ uploading: { name, sent, total }, onCancel }: SendingProps) {
  const share = total > 0 ? sent / total : 1
  return (
    <Stack gap="xs">
      <Text fw={600} className="anywhere" role="status">
        {words.sending(name)}
      </Text>
      <Progress value={share * 100} animated={share >= 1} aria-label={words.sending(name)} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" className="figures">
          {share >= 1 ? words.checking : words.sent(size(sent), size(total), percent(share))}
        </Text>
        <Button variant="default" size="compact-sm" onClick={onCancel}>
          {words.cancel}
        </Button>
      </Group>
    </Stack>
  )
}
