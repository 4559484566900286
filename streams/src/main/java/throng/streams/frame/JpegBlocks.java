package throng.streams.frame;

/** How the blocks of one scan are coded. One thread. */
interface JpegBlocks {
  /** Whether the component's tables are there that its blocks are coded by. */
  boolean hasTables(JpegComponent component);

  /** Whether the scan brings the blocks' first coefficients. */
  boolean begins();

  /**
   * Passes over the codes of a block; false if they are none.
   *
   * @param block its number within a component that has a scan alone; else of no meaning
   */
  boolean pass(JpegComponent component, int block);

  /** An interval has ended. */
  void restart();
}
