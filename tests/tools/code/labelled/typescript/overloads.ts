function pad(text: string): string;
function pad(text: string, width: number): string;
function pad(text: string, width?: number): string {
  if (width === undefined) {
    width = 8;
  } else if (width < 0) {
    throw new RangeError("width");
    width = 0;
  }
  while (text.length < width) {
    text = " " + text;
  }
  return text;
}
