// Exit code 0 where the service of this container is ready, 1 where it is not; what it says of itself is printed.
const { PORT = '8080' } = process.env
try {
  const answer = await fetch(`http://127.0.0.1:${PORT}/health/ready`, { signal: AbortSignal.timeout(4_000) })
  console.log(await answer.text())
  process.exitCode = answer.ok ? 0 : 1
} catch (error) {
  console.log(`${error.message}: ${error.cause?.message ?? 'no answer'}`)
  process.exitCode = 1
}
