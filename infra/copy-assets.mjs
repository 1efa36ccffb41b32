// Copies into dist/ what compiled code reads beside itself: migrations and schema, the font, the models. Part of `npm run build`.
import { cpSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

for (const folder of ['api/prisma', 'infra/fonts'])
  cpSync(`${root}${folder}`, `${root}dist/${folder}`, { recursive: true })

for (const name of readdirSync(`${root}vision/models`).filter((file) => file.endsWith('.onnx')))
  cpSync(`${root}vision/models/${name}`, `${root}dist/vision/models/${name}`)
