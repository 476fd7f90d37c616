import { Code, Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { momentOf } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { texts } from '../../texts'
import { useKeys } from './use-proof'

const words = texts.audit

/** The public keys, to be compared with those that were kept elsewhere. */
export function Keys() {
  return (
    <Card title={words.keys}>
      <Text c="dimmed" mb="sm">
        {words.keysAbout}
      </Text>
      <Shown of={useKeys()} lines={2}>
        {({ keys, witnesses }) => (
          <Stack gap="sm">
            {[...keys, ...witnesses].map(({ key, madeAt, retiredAt }) => (
              <div key={key}>
                <Text size="sm" c="dimmed">
                  {madeAt === undefined ? words.witness : words.madeAt(momentOf(madeAt))}
                  {retiredAt !== undefined && ` · ${words.retiredAt(momentOf(retiredAt))}`}
                </Text>
                <Code block className="wrapped">
                  {key}
                </Code>
              </div>
            ))}
          </Stack>
        )}
      </Shown>
    </Card>
  )
}
