package throng.streams.camera;

/**
 * A picture with its number.
 *
 * @param sequence counts all pictures that the camera gave, from 0: a gap is a dropped frame
 */
public record CapturedFrame(long sequence, Picture picture) {}
