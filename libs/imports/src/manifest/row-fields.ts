/**
 * What a field takes. `id` and `text`: text. `texts`: a list of texts. `products`: a list of products, each with its
 * quantity. `day`: an ISO day. `moment`: a time, or a day that stands for its noon. `money`: an amount in the smallest
 * unit of its currency. `whole`: a whole number. `object`: only a constant. `attributes`: names, each with a field.
 */
export type FieldType =
  'id' | 'text' | 'texts' | 'products' | 'day' | 'moment' | 'money' | 'whole' | 'object' | 'attributes'

export interface RowField {
  readonly type: FieldType
  readonly required?: true
  readonly about: string
}

const field = (type: FieldType, about: string): RowField => ({ type, about })
const needed = (type: FieldType, about: string): RowField => ({ type, about, required: true })

const who = { customer: needed('id', 'Whose it is.') }
const which = {
  campaign: needed('id', 'Which campaign; it stands in the ledger already, or in a file before this one.'),
}
const when = { at: needed('moment', 'When it happened: a time, or a day.') }
const how = {
  group: field('id', 'A target group of the plan; `all` where nothing is said.'),
  channel: field(
    'text',
    "The channel; the group's own where nothing is said, or `unknown` where the plan has no groups.",
  ),
  wave: field('id', 'The sending that reached them.'),
}
const currency = { currency: field('text', "ISO 4217; the manifest's where nothing is said.") }

/** What a row can be, and the fields of each kind. The one list from which schema, checks and docs are made. */
export const rowFields = {
  customer: {
    ...who,
    at: field('moment', 'When it was so; the time of the import where nothing is said.'),
    attributes: needed('attributes', 'Name → field. Kept encrypted; empty cells are left out.'),
  },
  campaign: {
    ...which,
    name: needed('text', 'What it is called.'),
    kind: needed('id', 'exhibition, seminar, e-mail, direct-mail, …: kinds are data.'),
    from: needed('day', 'First day.'),
    to: needed('day', 'Last day, included.'),
    owner: needed('id', 'Who answers for it.'),
    channel: field('text', 'The channel of the target group `all`, which is made where no groups are given.'),
    targetGroups: field('object', 'A list of groups instead: id, name, channel, …'),
    purposes: field('texts', 'Why: new customers, win back, …'),
    products: field('texts', 'Products.'),
    place: field('text', 'Where.'),
    region: field('text', 'Region.'),
    parent: field('id', 'The campaign that it is a part of.'),
    budget: field('money', 'The whole budget, as one line `all`; costs need a budget line.'),
    phase: field('text', '`running`, `underway`, `held` (where nothing is said) or `evaluated`.'),
    ...currency,
  },
  targeting: { ...which, ...who, ...when, ...how },
  invitation: { ...which, ...who, ...when, ...how },
  answer: {
    ...which,
    ...who,
    ...when,
    ...how,
    answer: needed('text', '`accepted` or `declined`; or `delivered`, `bounced`, `qualified`.'),
  },
  registration: {
    ...which,
    ...who,
    ...when,
    partySize: field('whole', 'How many people; 1 where nothing is said.'),
  },
  attendance: { ...which, ...who, ...when },
  purchase: {
    ...who,
    ...when,
    revenue: needed('money', 'What you received; not negative.'),
    purchase: field('id', 'Your own id of it; made from the identity where nothing is said.'),
    productionCost: field('money', 'What the goods cost you.'),
    directCost: field('money', 'What the sale cost you.'),
    products: field('products', 'What was bought: ids of products; in a group, those of all its rows.'),
    quantity: field('whole', 'Of each product of the row; 1 where nothing is said.'),
    campaign: field('id', 'The campaign that it is owed to.'),
    ...currency,
  },
  contract: {
    ...who,
    contract: field('id', 'Your own id of it; made from the identity where nothing is said.'),
    signed: needed('day', 'First day.'),
    ended: field('day', 'Day on which it ended; empty while it lasts.'),
    reason: field('text', 'Why it ended.'),
    value: field('money', 'What it is worth.'),
    campaign: field('id', 'The campaign that it is owed to.'),
    ...currency,
  },
  cost: {
    ...which,
    amount: needed('money', 'The amount, more than nothing.'),
    day: needed('day', 'The day of the cost.'),
    cost: field('id', 'Your own id of it, such as an invoice number; made from the identity where nothing is said.'),
    line: field('id', 'The budget line of the plan; `all` where nothing is said.'),
    supplier: field('id', 'Who was paid.'),
    document: field('text', 'The document behind it, by reference.'),
    commitment: field(
      'id',
      'The open commitment of the same line that it settles as a whole, such as an order number.',
    ),
    ...currency,
  },
} as const satisfies Record<string, Record<string, RowField>>

export type RowKind = keyof typeof rowFields
export const rowKinds = Object.keys(rowFields) as RowKind[]

/** The field that holds the row's own id, made from its identity where the manifest does not map it. */
export const ownId: Partial<Record<RowKind, string>> = { purchase: 'purchase', contract: 'contract', cost: 'cost' }

export const fieldsOf = (kind: RowKind): Readonly<Record<string, RowField>> => rowFields[kind]
