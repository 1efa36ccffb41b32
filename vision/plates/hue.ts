/** Hue in degrees, saturation and value from 0 to 1. */
export function hsv(r: number, g: number, b: number): [hue: number, saturation: number, value: number] {
  const max = Math.max(r, g, b)
  const spread = max - Math.min(r, g, b)
  if (spread === 0) return [0, 0, max / 255]
  const sector = max === r ? ((g - b) / spread + 6) % 6 : max === g ? (b - r) / spread + 2 : (r - g) / spread + 4
  return [sector * 60, spread / max, max / 255]
}
