import { ActionIcon, Code, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { texts } from '../texts'

const SHOWN = 12

interface Props {
  /** What it is, for the button that copies it. */
  readonly name: string
  readonly text: string
}

/**
 * The beginning of a text that is too long to be read, such as a hash, and a button that copies all of it. Browsers copy
 * over https and on the machine itself only; elsewhere all of it is shown.
 */
export const Short = ({ name, text }: Props) =>
  globalThis.navigator?.clipboard === undefined ? (
    <Code className="anywhere">{text}</Code>
  ) : (
    <Group gap={6} wrap="nowrap" display="inline-flex">
      <Code title={text}>{text.slice(0, SHOWN)}…</Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <ActionIcon
            size="sm"
            variant="default"
            className="no-print"
            aria-label={copied ? texts.common.copied(name) : texts.common.copy(name)}
            onClick={copy}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  )
