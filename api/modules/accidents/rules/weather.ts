/** Weather (天气) as documents and claim reports write it, by the code of the report. */
export const weatherWords: Readonly<Record<string, string>> = {
  clear: '晴',
  cloudy: '阴',
  rain: '雨',
  snow: '雪',
  fog: '雾',
  wind: '大风',
  hail: '冰雹',
  dust: '沙尘',
}
