package throng.gpu.model;

/** The order of a pixel's channels in the network's input. */
enum Colour {
  RGB(3),
  BGR(3),
  GREY(1);

  private final int channels;

  Colour(int channels) {
    this.channels = channels;
  }

  int channels() {
    return channels;
  }
}
