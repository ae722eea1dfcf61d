/** Dividing paragraphs into pages, and a scene's time among them. */

/** The paragraphs of each page, by their places; as many on one as its height holds, and at least one. */
export function pagesOf(heights: readonly number[], room: number, between: number): readonly (readonly number[])[] {
  const pages: number[][] = [];
  let left = 0;
  heights.forEach((height, place) => {
    const page = pages.at(-1);
    if (page === undefined || height + between > left) {
      pages.push([place]);
      left = room - height;
    } else {
      page.push(place);
      left -= height + between;
    }
  });
  return pages;
}

/** The second at which each page begins, when each has a share of the time by its letters. */
export function turnsOf(letters: readonly number[], begin: number, end: number): readonly number[] {
  const all = letters.reduce((sum, count) => sum + count, 0);
  let read = 0;
  return letters.map((count) => {
    const turn = begin + ((end - begin) * read) / Math.max(1, all);
    read += count;
    return turn;
  });
}
