import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = 'http://localhost:8080'

/** `vite build agent-portal` makes the portal; `--mode gallery` makes the gallery of the screen kit instead, which is for tests and never shipped. */
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery'
  return {
    base: '/',
    plugins: [react()],
    build: {
      // Phones of 2021 on: Android WebView 90, iOS 15.
      target: ['chrome90', 'safari15'],
      outDir: here(gallery ? '../.cache/gallery' : './dist'),
      emptyOutDir: true,
      rolldownOptions: { input: here(gallery ? './kit/gallery/index.html' : './index.html') },
    },
    server: {
      proxy: { '/api': server, '/socket.io': { target: server, ws: true } },
    },
  }
})
