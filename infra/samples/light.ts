import { valueNoise } from './random.ts'
import { clamp, normalize, smoothStep, type Vec } from './vector.ts'

/** What a surface is like where it is hit; colours in linear light. Reused from pixel to pixel. */
export interface Surface {
  r: number
  g: number
  b: number
  /** 0 chalk, 1 clear coat or glass. */
  gloss: number
}

/** A colour in linear light. */
export interface Light {
  r: number
  g: number
  b: number
}

/** Towards the sun. */
export const sun: Vec = normalize([0.35, -0.55, 0.72])

const haze: Light = { r: 0.74, g: 0.81, b: 0.87 }
const zenith: Light = { r: 0.2, g: 0.42, b: 0.74 }

/** The colour of the sky in a direction: haze at the horizon, blue above, a few thin clouds. */
export function sky(x: number, y: number, z: number, into: Light): void {
  const height = clamp(z, 0, 1) ** 0.55
  const reach = 1 / (Math.max(z, 0) + 0.12)
  const pattern =
    0.65 * valueNoise(x * reach * 1.1 + 7, y * reach * 1.1) + 0.35 * valueNoise(x * reach * 3.1, y * reach * 3.1 + 3)
  const cloud = smoothStep(0.52, 0.82, pattern) * smoothStep(0.02, 0.22, z) * 0.85
  into.r = mix(mix(haze.r, zenith.r, height), 0.93, cloud)
  into.g = mix(mix(haze.g, zenith.g, height), 0.94, cloud)
  into.b = mix(mix(haze.b, zenith.b, height), 0.96, cloud)
}

/** What a shiny surface sees in a direction: sky, a dim line of houses and trees, or the road. */
function surroundings(x: number, y: number, z: number, into: Light): void {
  sky(x, y, z, into)
  const houses = 1 - smoothStep(0.1, 0.22, z)
  const road = 1 - smoothStep(-0.06, 0.02, z)
  into.r = mix(mix(into.r, 0.24, houses * 0.8), 0.1, road)
  into.g = mix(mix(into.g, 0.28, houses * 0.8), 0.105, road)
  into.b = mix(mix(into.b, 0.3, houses * 0.8), 0.115, road)
}

const seen: Light = { r: 0, g: 0, b: 0 }

/**
 * Lights a surface: sun (Lambert), sky and bounced light from above and below, and for glossy ones the mirrored surroundings
 * by Schlick's approximation of Fresnel (1994) with a highlight of the sun.
 * `view` looks from the eye to the surface; normal and view have length 1.
 */
export function illuminate(surface: Surface, n: Vec, view: Vec, sunlit: number, into: Light): void {
  const facing = Math.max(0, n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2]) * sunlit
  const open = 0.5 + 0.5 * n[2]
  into.r = surface.r * (1.25 * facing + 0.3 + 0.3 * open)
  into.g = surface.g * (1.2 * facing + 0.31 + 0.33 * open)
  into.b = surface.b * (1.1 * facing + 0.32 + 0.38 * open)
  if (surface.gloss === 0) return

  const along = view[0] * n[0] + view[1] * n[1] + view[2] * n[2]
  const rx = view[0] - 2 * along * n[0]
  const ry = view[1] - 2 * along * n[1]
  const rz = view[2] - 2 * along * n[2]
  const fresnel = surface.gloss * (0.05 + 0.95 * (1 - clamp(-along, 0, 1)) ** 5)
  surroundings(rx, ry, rz, seen)
  const glint = surface.gloss * sunlit * 1.6 * Math.max(0, rx * sun[0] + ry * sun[1] + rz * sun[2]) ** 260
  into.r += (seen.r - into.r * 0.5) * fresnel + glint
  into.g += (seen.g - into.g * 0.5) * fresnel + glint
  into.b += (seen.b - into.b * 0.5) * fresnel + glint
}

/** Air between the eye and a thing far away. */
export function veil(light: Light, distance: number): void {
  const share = 1 - Math.exp(-distance / 260)
  light.r = mix(light.r, haze.r, share)
  light.g = mix(light.g, haze.g, share)
  light.b = mix(light.b, haze.b, share)
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share
