import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://localhost:8080'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: ['chrome100', 'safari15'],
    outDir: fileURLToPath(new URL('./dist', import.meta.url)),
    emptyOutDir: true,
    // Ant Design's core is one chunk of about 700 kB; desks load it once and keep it.
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: { '/api': server, '/socket.io': { target: server, ws: true } },
  },
})
