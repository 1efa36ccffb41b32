// Copies into dist/ what compiled code reads beside itself: migrations and schema, the font, the models, the kernels. Part of `npm run build`.
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

for (const folder of ['api/prisma', 'infra/fonts', 'vision/models', 'vision/kernels'])
  cpSync(`${root}${folder}`, `${root}dist/${folder}`, {
    recursive: true,
    filter: (file) => !file.endsWith('.ts') && !file.includes('/kernels/assembly'),
  })
