/** Hands something to the browser as a download. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // The download has its own hold on the file by then; a slow disk is given a minute.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
