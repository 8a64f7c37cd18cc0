export interface Page<Item> {
  readonly items: readonly Item[];
  /** Leads to the next page; absent on the last. */
  readonly marker?: string;
}

/** More than an account can fill; an answer that comes to no end must not take the function's whole time. */
const MOST_PAGES = 200;

/** A long list that is read page by page, as far as somebody needs it. */
export class PagedList<Item> {
  /** What was read, with the time before its page was asked for. */
  readonly read: { readonly item: Item; readonly at: number }[] = [];
  private marker?: string;
  private ended = false;
  private readonly markers = new Set<string>();

  constructor(private readonly page: (marker?: string) => Promise<Page<Item>>, private readonly now: () => number) {}

  /** Reads on until the condition holds, or the list ends. */
  async until(condition: () => boolean): Promise<void> {
    while (!this.ended && !condition()) await this.next();
  }

  private async next(): Promise<void> {
    const at = this.now();
    const { items, marker } = await this.page(this.marker);
    this.read.push(...items.map((item) => ({ item, at })));
    this.ended = !marker;
    if (!marker) return;
    if (this.markers.has(marker)) throw new Error(`ElastiCache repeats a page, got: Marker ${marker} twice`);
    if (this.markers.size === MOST_PAGES) throw new Error(`ElastiCache comes to no end, got: ${MOST_PAGES} pages`);
    this.markers.add(marker);
    this.marker = marker;
  }
}
