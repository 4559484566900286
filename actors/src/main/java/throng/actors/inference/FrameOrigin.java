package throng.actors.inference;

import throng.streams.frame.CameraId;

/**
 * Where a frame came from.
 *
 * @param session the connection's number: a camera that comes back has another one
 */
public record FrameOrigin(CameraId camera, long session) {}
