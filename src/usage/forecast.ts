// biome-ignore lint/performance/noBarrelFile: Overview needs the forecast too, and screens share what is in src/credits.
export { type Forecast, type ForecastInput, forecast } from '../credits/forecast.ts';
