/**
 * Every number that decides about a photo, with the reason for it. Shares and scores run from 0 to 1, as vision tells them. A value worse than `warn`
 * is pointed out, one worse than `fail` asks for a retake.
 */
const kib = 1024
const mib = 1024 * kib
const minuteMs = 60_000
const hourMs = 60 * minuteMs

export const uploadBounds = {
  /** A 50-megapixel phone writes up to 25 MB. */
  photoBytes: 30 * mib,
  /** One minute of 1080p at 40 Mbit/s: twice what phones write. */
  clipBytes: 300 * mib,
  clipMs: minuteMs,
  /** The bound of vision's decoder; 200-megapixel phones write 12 or 50 by default. */
  pixels: 60_000_000,
  /** A phone without network for a day still finds its half upload. */
  lifetimeMs: 24 * hourMs,
  /** What one person may have lying unacknowledged: enough for every shot of a case, not enough to fill a disk. */
  openUploads: 60,
  openBytes: 1500 * mib,
  /** A chain of eight vehicles has about 60 shots; three tries for each. */
  itemsPerCase: 200,
} as const

/** Bounds as they are told to people. */
export const inMegabytes = (bytes: number) => `${bytes / mib} MB`
export const inMegapixels = (pixels: number) => ({ zh: `${pixels / 10_000} 万像素`, en: `${pixels / 1e6} megapixels` })
export const inSeconds = (ms: number) => ({ zh: `${ms / 1000} 秒`, en: `${ms / 1000} seconds` })

export const qualityBounds = {
  /** Shorter side. Below 720 px details of damage are lost; below 240 px nothing can be told. */
  shorterSidePx: { warn: 720, fail: 240 },
  /** 0.5 is vision's own "just usable"; the worst of its sharp street photos has 0.44. */
  sharpness: { warn: 0.5, fail: 0.2 },
  /** Mean brightness. Measured street photos lie between 0.2 and 0.65. */
  tooDark: { warn: 0.12, fail: 0.05 },
  tooBright: { warn: 0.8, fail: 0.93 },
  /** Share of the frame burnt out by sun or flash. */
  glare: { warn: 0.3, fail: 0.7 },
  /** Likelihood of a photographed screen from which a person should look. */
  recapture: { warn: 0.6 },
} as const

export const plateBounds = {
  /** Below this many known characters a reading fits too many plates to say anything. */
  knownCharacters: 4,
} as const

export const reuseBounds = {
  /** Of 256 bits. Copies (re-encoded, scaled, brightened, cut) rarely differ in more than 24, unrelated photos in 116: figures in vision/README.md. */
  copyDistance: 28,
  /** Without contrast a photo has no structure to be recognised by: all blank walls are alike. */
  comparableContrast: 0.15,
  /** How many look-alikes are looked at. */
  lookAlikes: 10,
} as const

export const timeBounds = {
  /** People misjudge when it happened, and cameras are set wrong by a few minutes. */
  beforeAccidentMs: { warn: 15 * minuteMs, fail: 24 * hourMs },
  /** Licences and plates may be photographed at home, but hardly a day later. */
  afterAccidentMs: { warn: 24 * hourMs },
  /** A camera that is fast by more has no reliable clock. */
  inFutureMs: { warn: 10 * minuteMs },
} as const

export const placeBounds = {
  /** Between tall buildings a phone is wrong by 100 m; the cars are moved to the roadside before the later shots. */
  distanceM: { warn: 300, fail: 5_000 },
  /** What a position without a stated accuracy is good for. */
  unstatedAccuracyM: 50,
} as const

/** Names that photo editors write into the software tag; phones write their own system's name there. */
export const editors =
  /photoshop|lightroom|gimp|snapseed|picsart|pixelmator|affinity|vsco|facetune|faceapp|meitu|美图|醒图|xingtu|acd systems|photoscape|paint\.net|canva/i
