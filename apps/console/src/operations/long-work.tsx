import { NativeSelect } from '@mantine/core'
import { Card } from '../shared/card'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { workPhases } from '../work/use-work'
import { WorkList } from '../work/work-list'

const words = texts.work

/** Everything that was asked for in bulk, and how far it has come; the address says which of it. */
export function LongWork() {
  const { get, set } = useUrlState()
  const phase = workPhases.find((one) => one === get('work'))
  return (
    <Card
      title={words.title}
      aside={
        <NativeSelect
          aria-label={words.show}
          data={[
            { value: '', label: words.any },
            ...workPhases.map((value) => ({ value, label: words.phases[value] })),
          ]}
          value={phase ?? ''}
          onChange={({ currentTarget: { value } }) => set({ work: value })}
          className="no-print"
        />
      }
    >
      <WorkList wanted={phase === undefined ? {} : { phase }} />
    </Card>
  )
}
