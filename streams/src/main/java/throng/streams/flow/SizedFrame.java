package throng.streams.flow;

import throng.streams.frame.JpegFrame;

/**
 * A frame on its way to the wire, with its picture's size.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record SizedFrame(JpegFrame frame, int width, int height) {}
