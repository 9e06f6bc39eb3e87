import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';

/** Read by `public/theme.js` too, before the first paint. */
const KEY = 'theme';
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

interface ThemeChoice {
  theme: Theme;
  themeSwitched(): void;
}

/** Light, dark or whatever the system says; kept in this browser. */
export const useTheme = create<ThemeChoice>()((set, get) => ({
  theme: storedTheme(),
  themeSwitched() {
    const theme = NEXT[get().theme];
    if (theme === 'system') {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem(KEY, theme);
      document.documentElement.dataset.theme = theme;
    }
    set({ theme });
  },
}));

function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
