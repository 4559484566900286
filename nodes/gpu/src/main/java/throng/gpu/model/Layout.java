package throng.gpu.model;

/** The order of the network's input dimensions: N pictures, C channels, H rows, W columns. */
enum Layout {
  NHWC,
  NCHW
}
