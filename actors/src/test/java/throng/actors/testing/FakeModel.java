package throng.actors.testing;

import akka.util.ByteString;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.Density;
import throng.actors.inference.DensityModel;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.Runs;
import throng.actors.inference.ServedModel;
import throng.actors.inference.TensorSize;
import throng.actors.inference.UndecodableException;
import throng.streams.frame.JpegHeader;

/**
 * A network whose answer to a picture, and to each tile of one, is its last byte, and that fails
 * where a test wants it to.
 */
public final class FakeModel implements ServedModel {
  /** The last byte of a picture that cannot be decoded. */
  public static final int UNDECODABLE = 101;

  /** The last byte of a picture that breaks the decoder. */
  public static final int BREAKS_DECODER = 102;

  /** Pictures that were decoded and not given back. */
  public final AtomicInteger openPictures = new AtomicInteger();

  public final AtomicInteger decoded = new AtomicInteger();
  public final AtomicInteger opened = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();

  /** How often the network itself was closed, not a worker's. */
  public final AtomicInteger givenUp = new AtomicInteger();

  public final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  public final List<TensorSize> warmed = new CopyOnWriteArrayList<>();

  private final List<String> devices;
  private final boolean takesAny;
  private volatile BiConsumer<String, List<Integer>> beforeBatch = (device, people) -> {};
  private volatile BiConsumer<TensorSize, Integer> beforeWarming = (size, batch) -> {};
  private volatile Runnable beforeOpen = () -> {};
  private volatile IntConsumer beforeDecoding = people -> {};
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private volatile boolean mayLackDevices;
  private volatile int tileSide = 65_535;
  private volatile int cells = 1;
  private volatile int factor = 1;
  private volatile String name = "fake";

  public FakeModel(int workers, boolean takesAny) {
    this(Collections.nCopies(workers, "cpu"), takesAny);
  }

  public FakeModel(List<String> devices, boolean takesAny) {
    this.devices = devices;
    this.takesAny = takesAny;
  }

  /** Runs before each batch, with what its pictures count; what it throws, the network throws. */
  public FakeModel beforeBatch(Consumer<List<Integer>> action) {
    return beforeBatch((device, people) -> action.accept(people));
  }

  /** The same, with the device first. */
  public FakeModel beforeBatch(BiConsumer<String, List<Integer>> action) {
    beforeBatch = action;
    return this;
  }

  /** Runs before so many empty pictures of a size; what it throws, the network throws. */
  public FakeModel beforeWarming(BiConsumer<TensorSize, Integer> action) {
    beforeWarming = action;
    return this;
  }

  /** Runs before each picture is decoded, with what it counts. */
  public FakeModel beforeDecoding(IntConsumer action) {
    beforeDecoding = action;
    return this;
  }

  /** Cuts pictures with a longer side into square tiles of this one, which do not overlap. */
  public FakeModel tiles(int side) {
    tileSide = side;
    return this;
  }

  /** Has another name. */
  public FakeModel named(String other) {
    name = other;
    return this;
  }

  /** Counts each person so often. */
  public FakeModel times(int times) {
    factor = times;
    return this;
  }

  /** Gives maps of so many cells, of which the first one counts. */
  public FakeModel cells(int number) {
    cells = number;
    return this;
  }

  private Density density(float people) {
    float[] values = new float[cells];
    values[0] = people;
    return new Density(1, cells, values);
  }

  /** Lets none of its workers open on this device until it is {@link #mend mended}. */
  public FakeModel breakDevice(String device) {
    broken.add(device);
    return this;
  }

  public void mend(String device) {
    broken.remove(device);
  }

  /** Is served by those devices that can be opened. */
  public FakeModel lackingDevices() {
    mayLackDevices = true;
    return this;
  }

  @Override
  public boolean mayLackDevices() {
    return mayLackDevices;
  }

  /** Runs before a worker's network opens. */
  public FakeModel beforeOpen(Runnable action) {
    beforeOpen = action;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int maxBatch() {
    return 16;
  }

  @Override
  public boolean takesAnyBatch() {
    return takesAny;
  }

  @Override
  public List<String> devices() {
    return devices;
  }

  @Override
  public PictureDecoder decoder() {
    return new Decoder();
  }

  @Override
  public DensityModel open(int worker) {
    beforeOpen.run();
    if (broken.contains(devices.get(worker))) {
      throw new IllegalStateException("It has fallen off the bus.");
    }
    opened.incrementAndGet();
    return new Model(devices.get(worker));
  }

  @Override
  public void close() {
    givenUp.incrementAndGet();
  }

  private final class Decoder implements PictureDecoder {
    @Override
    public DecodedPicture decode(ByteString jpeg) throws UndecodableException {
      int people = jpeg.last();
      beforeDecoding.accept(people);
      if (people == UNDECODABLE) {
        throw new UndecodableException("The picture ends in the middle.");
      }
      if (people == BREAKS_DECODER) {
        throw new IllegalStateException("decoder");
      }
      JpegHeader header = JpegHeader.of(jpeg).orElseThrow();
      decoded.incrementAndGet();
      openPictures.incrementAndGet();
      return new Picture(people, runs(header.width(), header.height()));
    }

    @Override
    public Runs runs(int width, int height) {
      if (Math.max(width, height) <= tileSide) {
        return new Runs(tensorSize(width, height), 1);
      }
      int across = (width + tileSide - 1) / tileSide;
      int down = (height + tileSide - 1) / tileSide;
      return new Runs(new TensorSize(tileSide, tileSide), across * down);
    }

    @Override
    public TensorSize tensorSize(int width, int height) {
      return new TensorSize(height, width);
    }
  }

  private final class Picture implements DecodedPicture {
    private final int people;
    private final Runs runs;
    private float sum;
    private int done;
    private boolean isClosed;

    Picture(int people, Runs runs) {
      this.people = people;
      this.runs = runs;
    }

    @Override
    public TensorSize tensorSize() {
      return runs.size();
    }

    @Override
    public int runs() {
      return runs.count();
    }

    @Override
    public long bytes() {
      return runs.size().pixels() * runs.count();
    }

    @Override
    public Optional<Density> add(Density run) {
      if (isClosed) {
        throw new IllegalStateException("A picture was used after it was closed.");
      }
      sum += run.values()[0];
      done++;
      return done < runs.count() ? Optional.empty() : Optional.of(density(sum));
    }

    @Override
    public void close() {
      if (isClosed) {
        throw new IllegalStateException("A picture was closed twice.");
      }
      isClosed = true;
      openPictures.decrementAndGet();
    }
  }

  private final class Model implements DensityModel {
    private final String device;

    Model(String device) {
      this.device = device;
    }

    @Override
    public List<Density> infer(List<? extends DecodedPicture> batch) {
      List<Integer> people = batch.stream().map(picture -> ((Picture) picture).people).toList();
      batches.add(people);
      beforeBatch.accept(device, people);
      return people.stream().map(one -> density(factor * one)).toList();
    }

    @Override
    public void warm(TensorSize size, int batch) {
      beforeWarming.accept(size, batch);
      warmed.add(size);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
