package throng.actors.serving;

/** A picture's width and height in pixels, as a camera tells them. */
public record PictureSize(int width, int height) {}
