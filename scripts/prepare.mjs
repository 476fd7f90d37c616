// Installs and builds only what changed, so that `npm start` and `npm test` are one command each.
// It runs before the dependencies are there, and therefore on Node 20 as well, with nothing but Node itself.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const quiet = process.argv.includes('--quiet')
const installStamp = join(root, 'node_modules', '.campaign-ledger-installed')
const buildStamp = join(root, 'dist', '.campaign-ledger-built')

const digest = (paths, of) => {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path).update('\0').update(of(path)).update('\0')
  return hash.digest('hex')
}
const content = (path) => readFileSync(join(root, path))
const sizeAndTime = (path) => {
  const { size, mtimeMs } = statSync(join(root, path))
  return `${size} ${mtimeMs}`
}
const stamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value
const sources = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return entry.name === 'testing' ? [] : sources(path)
      return /\.(ts|tsx|css|html|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts') ? [path] : []
    })

function run(what, command, args) {
  if (!quiet) console.log(`campaign-ledger: ${what} …`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(command === 'npm' ? npm : command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_loglevel: 'error', npm_config_fund: 'false', npm_config_audit: 'false' },
  })
  if (done.status === 0) return
  console.error(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? done.error.message : ''}`)
  console.error(`campaign-ledger: ${what} failed. The messages above say why.`)
  process.exit(1)
}

const { dependencies, devDependencies, allowScripts } = JSON.parse(content('package.json').toString())
const named = JSON.stringify({ dependencies, devDependencies, allowScripts })
const wanted = digest(['package-lock.json'], (path) => content(path) + named)
if (!stamped(installStamp, wanted)) {
  rmSync(installStamp, { force: true })
  run('installing the dependencies (the first time takes a minute or two)', 'npm', ['ci'])
  writeFileSync(installStamp, wanted)
}

const built = digest(
  [
    'package-lock.json',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
    ...sources('apps'),
    ...sources('libs'),
  ],
  sizeAndTime,
)
if (!stamped(buildStamp, built)) {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  run('building', 'npm', ['run', '--silent', 'build'])
  mkdirSync(dirname(buildStamp), { recursive: true })
  writeFileSync(buildStamp, built)
}
