/**
 * A desk told again in the simplest way: a list of people, counted anew at every step. It shares nothing with the product
 * but the names of the events, so that it can say of any history whether each event in it was due. Nothing is imported,
 * so that programs outside of the tests can use it as it is.
 */

/** An event at a desk as anybody can read it. */
export interface DeskFact {
  readonly type: string
  readonly revision: number
  /** The id of the command that recorded it; all events of one command belong together. */
  readonly command: string
  readonly recordedAt: string
  // Every kind of event has fields of its own; the reference looks at them by name, as a reader of the feed does.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
}

export interface Person {
  readonly customer: string
  readonly registration: string
  readonly partySize: number
  readonly priority: number
  /** The revision at which they came: who came first goes first. */
  readonly came: number
  status: 'registered' | 'waiting' | 'offered' | 'cancelled' | 'rejected' | 'declined' | 'expired'
  expiresAt?: string | undefined
  here?: boolean
  noShow?: boolean
}

const FREEING = ['RegistrationCancelled', 'RegistrationRejected', 'OfferDeclined', 'OfferExpired', 'CapacityChanged']
const HOUR_MS = 3_600_000

export class DeskReference {
  phase: 'unopened' | 'open' | 'closed' = 'unopened'
  capacity = 0
  readonly problems: string[] = []
  private offerHours = 0
  private readonly people = new Map<string, Person>()
  private readonly scans = new Map<string, { customer: string; undone: boolean }>()
  private command = { id: '', first: '' }
  private at = -1

  take(fact: DeskFact): void {
    if (fact.revision !== this.at + 1) this.wrong(fact, `follows revision ${this.at}`)
    if (fact.command !== this.command.id) {
      this.settled()
      this.command = { id: fact.command, first: fact.type }
    }
    this.at = fact.revision
    this.happen(fact)
    if (this.phase === 'open' && this.free < 0)
      this.wrong(fact, `oversells: ${this.taken} taken and ${this.held} held of ${this.capacity}`)
  }

  end(): readonly string[] {
    this.settled()
    return this.problems
  }

  get taken(): number {
    return this.seats('registered')
  }

  get held(): number {
    return this.seats('offered')
  }

  get free(): number {
    return this.capacity - this.taken - this.held
  }

  with(status: Person['status']): readonly Person[] {
    return [...this.people.values()].filter((person) => person.status === status)
  }

  person(customer: string): Person | undefined {
    return this.people.get(customer)
  }

  /** Who waits: greater priority first, then who came first. */
  queue(): readonly Person[] {
    return [...this.with('waiting')].sort((one, other) => other.priority - one.priority || one.came - other.came)
  }

  private happen(fact: DeskFact): void {
    const { type, data } = fact
    const person = this.people.get(data.customer)
    if (type !== 'DeskOpened' && type !== 'NoShowsRecorded' && !type.endsWith('TakenOver') && this.phase !== 'open')
      this.unless(fact, this.phase === 'closed' && /Check/.test(type), `happens at a desk that is ${this.phase}`)
    switch (type) {
      case 'DeskOpened':
        this.unless(fact, this.phase === 'unopened', 'opens a second time')
        this.phase = 'open'
        this.capacity = data.capacity
        this.offerHours = data.offerHours
        return
      case 'ParticipantRegistered':
      case 'ParticipantWaitlisted':
        return this.comes(fact, person)
      case 'RegistrationCancelled':
      case 'RegistrationRejected':
        this.has(fact, person, ['registered', 'waiting', 'offered'])
        this.unless(fact, person?.status === data.from, `is said to come from ${data.from}`)
        this.unless(fact, person?.here !== true, 'takes the seat of somebody who is here')
        return this.becomes(data.customer, type === 'RegistrationCancelled' ? 'cancelled' : 'rejected')
      case 'SeatOffered':
        return this.isOffered(fact, person)
      case 'OfferAccepted':
        this.has(fact, person, ['offered'])
        this.unless(fact, fact.recordedAt < (person?.expiresAt ?? ''), 'accepts what is over')
        return this.becomes(data.customer, 'registered')
      case 'OfferDeclined':
        this.has(fact, person, ['offered'])
        return this.becomes(data.customer, 'declined')
      case 'OfferExpired':
        this.has(fact, person, ['offered'])
        this.unless(fact, fact.recordedAt >= (person?.expiresAt ?? '~'), 'ends an offer before its time')
        return this.becomes(data.customer, 'expired')
      case 'CapacityChanged':
        this.unless(fact, data.from === this.capacity && data.to !== data.from, `is said to come from ${data.from}`)
        this.capacity = data.to
        return
      default:
        return this.attend(fact, person)
    }
  }

  /** What happens on the day itself, and what is taken over from elsewhere. */
  private attend(fact: DeskFact, person: Person | undefined): void {
    const { data } = fact
    const scan = this.scans.get(data.scan)
    switch (fact.type) {
      case 'ParticipantCheckedIn':
        this.has(fact, person, ['registered'])
        this.unless(fact, scan === undefined && person?.here !== true, 'counts a scan or a person twice')
        this.scans.set(data.scan, { customer: data.customer, undone: false })
        if (person) person.here = true
        return
      case 'CheckInUndone':
        this.unless(fact, scan?.customer === data.customer && !scan?.undone, 'takes back a scan that there is not')
        this.scans.set(data.scan, { customer: data.customer, undone: true })
        if (person) person.here = false
        return
      case 'NoShowsRecorded':
        return this.missed(fact)
      case 'DeskClosed':
        return this.closes(fact)
      case 'RegistrationTakenOver':
        this.unless(fact, this.phase !== 'closed', 'comes on a list that is frozen')
        this.unless(fact, person === undefined || person.registration === 'came', 'takes somebody over twice')
        this.people.set(data.customer, this.arrival(fact, 'taken-over', 'registered', person?.here))
        return
      case 'AttendanceTakenOver':
        this.unless(fact, person?.here !== true, 'takes an attendance over twice')
        if (person) person.here = true
        else this.people.set(data.customer, { ...this.arrival(fact, 'came', 'registered', true), partySize: 0 })
        return
      default:
        this.wrong(fact, 'is no event of a desk')
    }
  }

  private comes(fact: DeskFact, person: Person | undefined): void {
    const { data } = fact
    const seated = fact.type === 'ParticipantRegistered'
    const live = person !== undefined && ['registered', 'waiting', 'offered'].includes(person.status)
    this.unless(fact, !live, `registers somebody who is ${person?.status}`)
    this.unless(fact, person?.status !== 'rejected', 'registers somebody who was rejected')
    this.unless(fact, data.partySize <= this.free === seated, `finds ${this.free} seats free`)
    this.people.set(data.customer, this.arrival(fact, data.registration, seated ? 'registered' : 'waiting', false))
  }

  private isOffered(fact: DeskFact, person: Person | undefined): void {
    const { data } = fact
    const { free } = this
    this.has(fact, person, ['waiting'])
    this.unless(fact, FREEING.includes(this.command.first), `comes of ${this.command.first}, which frees no seat`)
    this.unless(fact, data.partySize === person?.partySize, 'is for another party')
    this.unless(fact, data.partySize <= free, `offers ${data.partySize} seats where ${free} are free`)
    const names = this.queue().map(({ customer }) => customer)
    const before = this.queue().slice(0, Math.max(0, names.indexOf(data.customer)))
    const overlooked = before.find(({ partySize }) => partySize <= free)
    this.unless(fact, overlooked === undefined, `overlooks ${overlooked?.customer}, who is before ${data.customer}`)
    this.unless(fact, data.passedOver === before.length, `passes over ${before.length}, not ${data.passedOver}`)
    const end = new Date(Date.parse(fact.recordedAt) + this.offerHours * HOUR_MS).toISOString()
    this.unless(fact, data.expiresAt === end, `holds the seat until ${data.expiresAt} and not ${end}`)
    this.becomes(data.customer, 'offered', data.expiresAt)
  }

  private missed(fact: DeskFact): void {
    const absent = () => this.with('registered').filter(({ here, noShow }) => !here && !noShow)
    for (const customer of fact.data.customers as readonly string[]) {
      const person = absent().find((one) => one.customer === customer)
      this.unless(fact, person !== undefined, `misses ${customer}, who was not expected or is here`)
      if (person) person.noShow = true
    }
    const left = absent().length
    this.unless(fact, fact.data.remaining === left, `leaves ${left}, not ${fact.data.remaining}`)
  }

  private closes(fact: DeskFact): void {
    const { data } = fact
    const offered = this.with('offered').map(({ customer }) => customer)
    const seated = this.with('registered').filter(({ registration }) => registration !== 'came').length
    const counted = [seated, this.taken, this.with('waiting').length + offered.length, offered.toSorted()]
    const said = [data.registered, data.seats, data.waiting, [...data.lapsed].toSorted()]
    this.unless(fact, JSON.stringify(said) === JSON.stringify(counted), `counts ${said} and not ${counted}`)
    for (const customer of offered) this.becomes(customer, 'waiting')
    this.phase = 'closed'
  }

  /** When a command is over, no seat stands empty while somebody waits who would fit. */
  private settled(): void {
    const { free } = this
    if (this.phase !== 'open' || free <= 0) return
    const next = this.queue().find(({ partySize }) => partySize <= free)
    if (next) this.problems.push(`after revision ${this.at}: ${free} seats stand empty, ${next.customer} waits`)
  }

  private arrival(fact: DeskFact, registration: string, status: Person['status'], here = false): Person {
    const { customer, partySize = 1, priority = 0 } = fact.data
    return { customer, registration, partySize, priority, came: fact.revision, status, here }
  }

  private becomes(customer: string, status: Person['status'], expiresAt?: string): void {
    const person = this.people.get(customer)
    if (person) Object.assign(person, { status, expiresAt })
  }

  private has(fact: DeskFact, person: Person | undefined, statuses: readonly Person['status'][]): void {
    this.unless(fact, person !== undefined && statuses.includes(person.status), `finds them ${person?.status}`)
    const same = person?.registration === fact.data.registration || fact.data.scan !== undefined
    this.unless(fact, same, 'is of another registration')
  }

  private seats(status: Person['status']): number {
    return this.with(status).reduce((sum, { partySize }) => sum + partySize, 0)
  }

  private unless(fact: DeskFact, holds: boolean, what: string): void {
    if (!holds) this.wrong(fact, what)
  }

  private wrong({ revision, type, data }: DeskFact, what: string): void {
    this.problems.push(`revision ${revision}: ${type} of ${data.customer ?? 'the desk'} ${what}`)
  }
}
