// The least that Nest over Fastify is: one answer, nothing behind it. How long such a process takes to start.
import 'reflect-metadata'
import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'

export async function serve(controllers) {
  class Bare {}
  Module({ controllers })(Bare)
  const app = await NestFactory.create(Bare, new FastifyAdapter(), { logger: false })
  await app.listen(0, '127.0.0.1')
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
  process.stdout.write(`http://127.0.0.1:${app.getHttpServer().address().port}\n`)
}

export class Hello {
  get() {
    return { status: 'live' }
  }
}
Get()(Hello.prototype, 'get', Object.getOwnPropertyDescriptor(Hello.prototype, 'get'))
Controller()(Hello)

if (import.meta.main) await serve([Hello])
