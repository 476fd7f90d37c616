import { Alert, Button, Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import '@mantine/core/styles/Radio.css'
import { useEffect, useRef, useState } from 'react'
import type { Campaign } from '../campaign/use-campaign'
import type { Choices, Clash, Side } from '../plan/merge'
import { nameOf, saidOf } from '../plan/wording'
import { Card } from '../shared/card'
import { momentOf } from '../shared/format'
import { texts } from '../texts'

const words = texts.conflict
const sides = ['theirs', 'mine'] as const

interface Props {
  readonly clashes: readonly Clash[]
  /** As somebody else has left it. */
  readonly document: Campaign
  readonly onChosen: (choices: Choices) => void
}

/** Somebody else has saved the plan while it was typed: both versions, thing by thing, and a choice for each. */
export function Conflict({ clashes, document, onChosen }: Props) {
  const { by: who, at } = writing(document)
  const [choices, setChoices] = useState<Choices>(() => choicesOf(clashes, ({ suggested }) => suggested))
  const open = clashes.filter(({ key }) => choices[key] === undefined).length
  const about = useRef<HTMLDivElement>(null)
  // Whoever was typing far below is brought to where it is told.
  useEffect(() => about.current?.focus(), [])
  return (
    <Stack gap="lg">
      <Alert ref={about} tabIndex={-1} color="orange" title={words.title} role="alert" style={{ scrollMarginTop: 72 }}>
        {words.about(who, momentOf(at))}
      </Alert>
      <Card>
        <Stack gap="lg">
          {clashes.map((clash) => (
            <Choice
              key={clash.key}
              {...{ clash, who }}
              currency={document.plan.currency}
              side={choices[clash.key]}
              onSide={(side) => setChoices((before) => ({ ...before, [clash.key]: side }))}
            />
          ))}
          <Group justify="space-between">
            <Group gap="xs">
              {sides.map((side) => (
                <Button key={side} variant="default" onClick={() => setChoices(choicesOf(clashes, () => side))}>
                  {side === 'theirs' ? words.allTheirs : words.allMine}
                </Button>
              ))}
            </Group>
            <Group gap="sm">
              <Text c="dimmed" role="status">
                {open > 0 && words.open(open)}
              </Text>
              <Button size="md" disabled={open > 0} onClick={() => onChosen(choices)}>
                {words.goOn}
              </Button>
            </Group>
          </Group>
        </Stack>
      </Card>
    </Stack>
  )
}

/** The step that left the plan as it stands. */
const writing = ({ steps }: Campaign) =>
  steps.findLast(({ step }) => ['revised', 'amended', 'amendment sent back'].includes(step)) ?? steps.at(-1)!

const choicesOf = (clashes: readonly Clash[], of: (clash: Clash) => Side | undefined): Choices =>
  Object.fromEntries(clashes.map((clash) => [clash.key, of(clash)]))

interface ChoiceProps {
  readonly clash: Clash
  readonly who: string
  readonly currency: string
  readonly side: Side | undefined
  readonly onSide: (side: Side) => void
}

function Choice({ clash, who, currency, side, onSide }: ChoiceProps) {
  const { before, after, found, suggested } = clash
  const name = nameOf((after ?? before)!)
  const versions = { theirs: { title: words.theirs(who), part: before }, mine: { title: words.mine, part: after } }
  return (
    <Radio.Group
      label={name}
      aria-label={words.choose(name)}
      description={`${words.found}: ${saidOf(found, currency)}${suggested === undefined ? ` · ${words.both}` : ''}`}
      value={side ?? null}
      onChange={(next) => onSide(next as Side)}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs" spacing="xs">
        {sides.map((one) => (
          <Radio
            key={one}
            value={one}
            className="card"
            p="sm"
            label={
              <>
                <Text component="span" size="xs" c="dimmed" display="block">
                  {versions[one].title}
                </Text>
                <span className="anywhere">{saidOf(versions[one].part, currency)}</span>
              </>
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
