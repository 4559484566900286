package throng.edge.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** A disk that has room for so many bytes and no more: a write to it stops in the middle. */
final class SmallDisk implements RowFile.Opening {
  long room = Long.MAX_VALUE;

  @Override
  public SeekableByteChannel open(Path file) throws IOException {
    SeekableByteChannel channel = RowFile.channel(file);
    return new SeekableByteChannel() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        if (room == 0) {
          throw new IOException("No space left on device");
        }
        int count = (int) Math.min(room, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), count);
        while (part.hasRemaining()) {
          channel.write(part);
        }
        bytes.position(bytes.position() + count);
        room -= count;
        return count;
      }

      @Override
      public int read(ByteBuffer bytes) throws IOException {
        return channel.read(bytes);
      }

      @Override
      public long position() throws IOException {
        return channel.position();
      }

      @Override
      public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
      }

      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public SeekableByteChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
