package throng.streams.camera;

import akka.util.ByteString;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One picture as it left the camera.
 *
 * @param jpeg its bytes
 * @param width in pixels
 * @param height in pixels
 * @param capturedNanos {@link System#nanoTime} at the moment it left the driver
 * @param capturedMillis the same moment in milliseconds since 1970-01-01 UTC
 * @param name the picture's file name; empty where the source has none
 * @param positionSeconds its place in a file; empty for a camera
 * @param truth how many people it shows, where the source knows (the synthetic crowd)
 */
public record Picture(
    ByteString jpeg,
    int width,
    int height,
    long capturedNanos,
    long capturedMillis,
    String name,
    OptionalDouble positionSeconds,
    OptionalInt truth) {}
