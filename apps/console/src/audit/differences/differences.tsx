import { List, SimpleGrid, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client'
import type { Schemas } from '../../api/client'
import { momentInAddress } from '../../api/moment'
import { Problem } from '../../api/problem'
import { Card } from '../../shared/card'
import { ExportCsv } from '../../shared/export-csv'
import { inWords } from '../../shared/in-words'
import { Shown } from '../../shared/shown'
import { Empty } from '../../shared/states'
import { told } from '../../shared/told'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { Timeline } from '../timeline/timeline'
import { askedOf, behindOf, byPart, bys } from './asked'
import type { AskedDiff } from './asked'
import { Controls } from './controls'

const words = texts.differences

/** What is not the same at two moments of something, in words, and the events that made the difference. */
export function Differences() {
  const { get, set } = useUrlState()
  const by = bys.find((one) => one === get('by')) ?? 'known'
  const asked = askedOf(get, by)
  return (
    <div className="sided">
      <Controls by={by} get={get} set={set} />
      {asked ? <Answered asked={asked} /> : <Empty title={words.unnamed} about={words.unnamedAbout} />}
    </div>
  )
}

function Answered({ asked }: { readonly asked: AskedDiff }) {
  // Where the whole console is set to the past, that is the later moment.
  const past = asked.by === undefined ? momentInAddress() : undefined
  const query = asked.to === undefined && past !== undefined ? { ...asked, to: past } : asked
  const diff = useQuery({
    queryKey: ['audit', 'diff', query],
    queryFn: () => ask('/v1/audit/diff', { query }),
    placeholderData: keepPreviousData,
  })
  if (diff.error instanceof Problem && diff.error.status === 404 && diff.data === undefined)
    return <Empty title={words.notYet} about={words.notYetAbout} />
  return (
    <Shown of={diff}>
      {(answer) => (
        <div className="wide-parts">
          <Card title={words.title} aside={<ExportCsv path="/v1/audit/diff" query={{ ...query }} name="differences" />}>
            <Text role="status" mb="md">
              {words.count(answer.changes.length)}
            </Text>
            <Changes changes={answer.changes} />
          </Card>
          <Card title={words.behind}>
            <Timeline wanted={behindOf(answer)} />
          </Card>
        </div>
      )}
    </Shown>
  )
}

const Changes = ({ changes }: { readonly changes: readonly Schemas['Change'][] }) => (
  <SimpleGrid type="container" cols={{ base: 1, '800px': 2 }} spacing="lg">
    {byPart(changes).map(({ part, changes: own }) => (
      <div key={part}>
        <Title order={3} size="sm" mb={4}>
          {inWords(part)}
        </Title>
        <List spacing={4} className="figures">
          {own.map(({ field, words: said }) => (
            <List.Item key={field} className="anywhere">
              {told(said)}
            </List.Item>
          ))}
        </List>
      </div>
    ))}
  </SimpleGrid>
)
