package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.HashSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;

/** How a picture is put together of tiles. */
final class TileGrid {
  private final AVStreamGroup group;
  private final AVStreamGroupTileGrid grid;

  private TileGrid(AVStreamGroup group) {
    this.group = group;
    this.grid = group.params_tile_grid();
  }

  /** The first grid of a file; null if its picture is in one piece. */
  static @Nullable TileGrid of(AVFormatContext context) {
    for (int i = 0; i < context.nb_stream_groups(); i++) {
      AVStreamGroup group = context.stream_groups(i);
      if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
        return new TileGrid(group);
      }
    }
    return null;
  }

  long pixels() {
    return (long) grid.coded_width() * grid.coded_height();
  }

  /** How the whole is to be turned: as the grid says, else as its first tile's stream. */
  Orientation orientation(VideoStream first) {
    AVPacketSideData matrix =
        av_packet_side_data_get(
            grid.coded_side_data(), grid.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    return matrix == null ? first.orientation() : VideoStream.turned(matrix.data());
  }

  /** An empty canvas for the tiles; the caller closes it. */
  Canvas canvas(boolean grey) {
    return new Canvas(grey ? CV_8UC1 : CV_8UC3);
  }

  /** The picture that is being put together. */
  final class Canvas implements AutoCloseable {
    private final Mat whole;
    private final Set<Integer> missing = new HashSet<>();
    private @Nullable Mat cropped;

    private Canvas(int type) {
      try (Scalar black = new Scalar(0, 0, 0, 0)) {
        whole = new Mat(grid.coded_height(), grid.coded_width(), type, black);
      }
      for (int i = 0; i < grid.nb_tiles(); i++) {
        missing.add(i);
      }
    }

    boolean isWhole() {
      return missing.isEmpty();
    }

    boolean wants(AVStream stream) {
      return missing.stream().anyMatch(tile -> isOf(tile, stream));
    }

    /** Puts a stream's picture wherever the grid wants it; what reaches beyond is cut off. */
    void put(AVStream stream, Mat tile) {
      for (int i = 0; i < grid.nb_tiles(); i++) {
        if (isOf(i, stream) && missing.remove(i)) {
          int x = grid.offsets_horizontal(i);
          int y = grid.offsets_vertical(i);
          int width = Math.min(tile.cols(), whole.cols() - x);
          int height = Math.min(tile.rows(), whole.rows() - y);
          if (x >= 0 && y >= 0 && width > 0 && height > 0) {
            copy(tile, x, y, width, height);
          }
        }
      }
    }

    private void copy(Mat tile, int x, int y, int width, int height) {
      try (Rect from = new Rect(0, 0, width, height);
          Rect to = new Rect(x, y, width, height);
          Mat part = new Mat(tile, from);
          Mat place = new Mat(whole, to)) {
        part.copyTo(place);
      }
    }

    /** The part of the canvas that is the picture. */
    Mat picture() {
      try (Rect shown =
          new Rect(grid.horizontal_offset(), grid.vertical_offset(), grid.width(), grid.height())) {
        cropped = new Mat(whole, shown);
        return cropped;
      }
    }

    private boolean isOf(int tile, AVStream stream) {
      return group.streams(grid.offsets_idx(tile)).index() == stream.index();
    }

    @Override
    public void close() {
      if (cropped != null) {
        cropped.close();
      }
      whole.close();
    }
  }
}
