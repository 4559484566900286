package throng.actors.inference;

/**
 * A network's answer to one picture.
 *
 * @param values people a cell, row by row; rows × columns of them
 */
public record Density(int rows, int columns, float[] values) {}
