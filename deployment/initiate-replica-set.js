// Makes one replica set of the servers in MEMBERS, unless they are one already. mongosh runs it, connected to the first.
const LONGEST_S = 120

const { MEMBERS, REPLICA_SET } = process.env
const members = MEMBERS.split(',').map((host, number) => ({ _id: number, host }))

function isInitiated() {
  try {
    rs.initiate({ _id: REPLICA_SET, members })
    return true
  } catch (error) {
    if (error.codeName === 'AlreadyInitialized') return true
    // Another member is still starting.
    print(error.message)
    return false
  }
}

for (let second = 0; !isInitiated(); second += 1) {
  if (second === LONGEST_S) throw new Error(`${MEMBERS} do not become a replica set; the lines above say why`)
  sleep(1_000)
}
