import { Alert, Badge, Group } from '@mantine/core'
import { useMay } from '../api/session'
import { Card } from '../shared/card'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { useOpened } from '../shared/use-opened'
import { texts } from '../texts'
import { LongWork } from './long-work'
import { ParkedKeys } from './parked-keys'
import { Service } from './service'
import { Tree } from './tree'
import { useOrder, useReadiness, useViews } from './use-operations'
import { ViewsTable } from './views-table'

const words = texts.operations

export default function Screen() {
  const views = useViews()
  const order = useOrder()
  const mayOperate = useMay('operate')
  const { opened, open, close } = useOpened('parked', 'key')
  return (
    <Page wide title={words.title} about={words.about} actions={<Ready />}>
      {order.isError && (
        <Alert color="red" role="alert">
          {order.error.message}
        </Alert>
      )}
      <Card title={words.views}>
        <Shown of={views}>
          {({ items }) => (
            <ViewsTable
              views={items}
              mayOperate={mayOperate}
              onRebuild={(view) => order.mutate({ method: 'POST', path: `${view}/rebuild` })}
              onStop={(view) => order.mutate({ method: 'DELETE', path: `${view}/rebuild` })}
              onParked={(view) => open({ parked: view })}
            />
          )}
        </Shown>
      </Card>
      <LongWork />
      <Tree />
      {mayOperate && <Service />}
      {opened && <ParkedKeys view={opened.parked} order={order} onClose={close} />}
    </Page>
  )
}

/** Whether the log can be read and every view answers. */
function Ready() {
  const { data, isError, error } = useReadiness()
  if (!data && !isError) return undefined
  const ready = !isError && data?.status === 'ready'
  return (
    <Group gap="xs">
      <Badge size="lg" variant="dot" color={ready ? 'teal' : 'red'} tt="none" title={error?.message}>
        {ready ? words.ready : words.notReady}
      </Badge>
      {data && !isError && (
        <>
          <Badge size="lg" variant="default" tt="none">
            {words.log}: {data.checks.log}
          </Badge>
          <Badge size="lg" variant="default" tt="none">
            {words.views}: {data.checks.views}
          </Badge>
        </>
      )}
    </Group>
  )
}
