export { type Forecast, type ForecastInput, forecast } from '../credits/forecast.ts';
