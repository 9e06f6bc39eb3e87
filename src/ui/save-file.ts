/** Leaves the file among the browser's downloads. */
export function saveFile(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  link.click();
  // The download has its own hold on the file by then; a slow disk is given a minute.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
