import { Anchor, Group, Stack, Text, TextInput } from '@mantine/core'
import { Link, useLocation, useParams } from 'wouter'
import { Timeline } from '../audit/timeline/timeline'
import { Card } from '../shared/card'
import { isMonth, today } from '../shared/days'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { comparedIn } from '../what-if/policies'
import { Charges } from './charges'
import { BesideShares, OtherKey } from './other-keys'
import { inForceInWords, SharesIn } from './shares'
import { useMonth, useMonths, useShares } from './use-overheads'

const words = texts.overheads

/** The indirect cost of a month: what was spent, and what each campaign bears of it. */
export default function Screen() {
  const { month: asked } = useParams<{ month?: string }>()
  const month = isMonth(asked) ? asked : today().slice(0, 7)
  const known = useMonth(month)
  return (
    <Page wide title={words.title} about={words.about}>
      <Choice month={month} />
      <Shown of={known} lines={8}>
        {(found) => (
          <>
            <div className="wide-parts">
              <Charges month={month} known={found} />
              {found && (
                <Card title={words.history}>
                  <Timeline wanted={{ subject: `overheads/${month}`, order: 'newest' }} />
                </Card>
              )}
            </div>
            {found && <SharedOut month={month} />}
          </>
        )}
      </Shown>
    </Page>
  )
}

/** Which month; those for which something is recorded are a step away. */
function Choice({ month }: { readonly month: string }) {
  const [, navigate] = useLocation()
  const recorded = useMonths().data?.items ?? []
  return (
    <Card>
      <Group gap="md" align="flex-end">
        <TextInput
          type="month"
          label={words.month}
          value={month}
          onChange={({ currentTarget: { value } }) => isMonth(value) && navigate(`/overheads/${value}`)}
        />
        {recorded.length > 0 && (
          <Text size="sm" c="dimmed">
            {words.otherMonths}{' '}
            {recorded.slice(0, 12).map((one, at) => (
              <span key={one.month}>
                {at > 0 && ', '}
                <Anchor component={Link} underline="always" href={`/overheads/${one.month}`}>
                  {one.month}
                </Anchor>
              </span>
            ))}
          </Text>
        )}
      </Group>
    </Card>
  )
}

function SharedOut({ month }: { readonly month: string }) {
  const { get, set } = useUrlState()
  const { policies: compared, keep, drop } = comparedIn({ get, set })
  return (
    <Shown of={useShares(month)} lines={8}>
      {(answer) => (
        <Stack gap="lg">
          <Text>
            {inForceInWords(answer.key)}{' '}
            <Anchor component={Link} underline="always" href="/policies/allocation-key">
              {words.changeKey}
            </Anchor>
          </Text>
          <div className="wide-parts">
            {answer.currencies.map((one) => (
              <SharesIn key={one.currency} answer={answer} of={one} />
            ))}
          </div>
          <OtherKey compared={compared} inForce={answer.key.value.by} onCompare={keep} />
          {compared.length > 0 && <BesideShares month={month} keys={compared} onDrop={drop} />}
        </Stack>
      )}
    </Shown>
  )
}
