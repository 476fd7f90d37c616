import { texts } from '../../texts'

/** A stage as people call it; stages of one's own kind have their own names. */
export const stageName = (name: string): string =>
  (texts.funnel.stages as Readonly<Record<string, string>>)[name] ?? name
