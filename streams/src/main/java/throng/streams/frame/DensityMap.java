package throng.streams.frame;

/**
 * How many people stand where in one picture.
 *
 * @param sequence the frame's number
 * @param capturedNanos the frame's capture time, echoed
 * @param rows the map's height in cells
 * @param columns the map's width in cells
 * @param count the sum of all cells, added up in double
 * @param values people a cell, row by row from the top left; rows × columns of them; shared, never
 *     written to
 * @param timing where the frame spent its time on the node
 */
public record DensityMap(
    long sequence,
    long capturedNanos,
    int rows,
    int columns,
    double count,
    float[] values,
    Timing timing)
    implements FrameReply {

  /**
   * Where a frame spent its time on the GPU node.
   *
   * @param queuedMicros waiting, in microseconds: from its last byte to its answer, less the two
   *     below
   * @param decodeMicros being decoded and brought to the network's input
   * @param inferenceMicros its whole batch's inference
   * @param batch how many pictures its batch held
   */
  public record Timing(int queuedMicros, int decodeMicros, int inferenceMicros, int batch) {}
}
