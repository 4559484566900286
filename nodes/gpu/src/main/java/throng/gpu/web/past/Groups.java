package throng.gpu.web.past;

import java.util.Optional;
import java.util.function.Function;
import throng.actors.counts.site.CameraGroup;

/** The group of a name, as it is made up now; empty: there is none. */
public interface Groups extends Function<String, Optional<CameraGroup>> {}
