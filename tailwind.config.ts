import type { Config } from 'tailwindcss';
import plugin from 'tailwindcss/plugin';

/**
 * Every colour by its role, as [light, dark]. The chrome is ink on paper; hue is kept for data: voice amber, image
 * teal, video indigo. The three differ in lightness as well as in hue, so they hold for colour-blind eyes, and the
 * tools of one kind are steps of lightness of its hue.
 */
const colors = {
  surface: ['oklch(0.984 0.004 85)', 'oklch(0.185 0.006 75)'],
  'surface-raised': ['oklch(0.998 0.001 85)', 'oklch(0.225 0.007 75)'],
  'surface-sunken': ['oklch(0.948 0.006 85)', 'oklch(0.285 0.008 75)'],
  ink: ['oklch(0.22 0.01 75)', 'oklch(0.955 0.006 85)'],
  'ink-muted': ['oklch(0.47 0.012 75)', 'oklch(0.735 0.01 85)'],
  hairline: ['oklch(0.885 0.008 85)', 'oklch(0.335 0.009 75)'],
  'hairline-strong': ['oklch(0.62 0.012 80)', 'oklch(0.58 0.011 80)'],
  voice: ['oklch(0.685 0.142 66)', 'oklch(0.83 0.135 78)'],
  'voice-2': ['oklch(0.60 0.128 60)', 'oklch(0.75 0.13 70)'],
  'voice-3': ['oklch(0.755 0.135 76)', 'oklch(0.90 0.10 88)'],
  image: ['oklch(0.555 0.098 190)', 'oklch(0.70 0.105 187)'],
  'image-2': ['oklch(0.47 0.083 195)', 'oklch(0.61 0.095 192)'],
  video: ['oklch(0.435 0.158 276)', 'oklch(0.585 0.165 278)'],
  'video-2': ['oklch(0.345 0.135 276)', 'oklch(0.50 0.16 278)'],
  danger: ['oklch(0.505 0.185 27)', 'oklch(0.735 0.16 25)'],
  focus: ['oklch(0.22 0.01 75)', 'oklch(0.955 0.006 85)'],
} as const;

type Role = keyof typeof colors;
const roles = Object.keys(colors) as Role[];
const variables = (side: (pair: readonly [string, string]) => string) =>
  Object.fromEntries(roles.map((role) => [`--${role}`, side(colors[role])]));

export default {
  content: [],
  theme: {
    extend: {
      colors: Object.fromEntries(roles.map((role) => [role, `var(--${role})`])),
      maxWidth: { page: '68.75rem' },
    },
  },
  plugins: [
    plugin(({ addBase }) => {
      addBase({
        ':root': {
          'color-scheme': 'light dark',
          ...variables(([light, dark]) => `light-dark(${light}, ${dark})`),
        },
        ':root[data-theme="light"]': { 'color-scheme': 'light' },
        ':root[data-theme="dark"]': { 'color-scheme': 'dark' },
      });
    }),
  ],
} satisfies Config;
