package throng.edge.lan;

import akka.util.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import throng.streams.legacy.lan.LanCommand;

/** What a viewer's {@link Phase} does with the edge, the user and the pictures. */
interface Viewing {
  /** Sends the edge a command; dropped where there is no connection. */
  void send(LanCommand command);

  /** Tells the user. */
  void say(String sentence);

  /** Tells the user how many pictures a stream has, and whether there is a connection. */
  void sayHowItFares();

  /** Tells the user that the picture is late. */
  void sayLate();

  /** Shows a picture that was asked for, and keeps it in the file that was named. */
  void show(ByteString jpeg, Optional<Path> file);

  /** Keeps the picture that is shown, in the file if one is named. */
  void keep(Optional<Path> file);

  /** Shows a picture of the stream, and records it where that is wanted. */
  void film(ByteString jpeg);

  /** From now on the edge has the time of a single picture to answer. */
  void awaitAnswer();

  /** No answer is waited for any more. */
  void awaitNothing();

  /** Rate and, where it is wanted, recording begin, where there is a connection. */
  void beginStream(boolean recorded);

  /** The stream's next picture begins a recording. */
  void record();

  /** The recording is closed; what is shown is not what is there any more. */
  void endStream();

  /** The picture was shown for its time: it is not what is there now. */
  void fade();

  /** The window is closed until the next picture. */
  void hide();
}
